using System.Runtime.CompilerServices;
using SmartMoney.Domain.Importing.Text;

namespace SmartMoney.Domain.Importing.Csv;

/// <summary>
/// What reading a CSV statement is in every format: each record becomes a blank line, a header, a problem of its structure, or
/// what the format makes of its fields. Holds one record at a time.
/// </summary>
internal sealed class CsvStatement
{
    private readonly CsvRecordReader _records;
    private readonly StatementText _text;
    private readonly CsvColumns _columns;
    private readonly CsvFields _fields;
    private readonly Func<CsvFields, StatementLine> _row;
    private bool _headed;

    private CsvStatement(CsvRecordReader records, StatementText text, CsvColumns columns, CsvFields fields, Func<CsvFields, StatementLine> row) =>
        (_records, _text, _columns, _fields, _row) = (records, text, columns, fields, row);

    /// <summary>Reads a file from its first byte.</summary>
    /// <param name="stream">The whole file, at its start; not disposed.</param>
    /// <param name="head">The head of the same file.</param>
    /// <param name="layout">The format's columns.</param>
    /// <param name="row">Turns the fields of a record that has as many as the header into a line.</param>
    /// <param name="dashIsNothing">Whether a lone dash stands for an empty field.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<StatementLine> ReadAsync(
        Stream stream,
        StatementHead head,
        CsvLayout layout,
        Func<CsvFields, StatementLine> row,
        bool dashIsNothing = false,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var text = new StatementText(head.Encoding);
        await using var transcoded = text.Transcode(stream);
        var records = new CsvRecordReader(transcoded ?? stream);
        var columns = new CsvColumns(head.Header, layout);
        var fields = new CsvFields(records, text, columns, head.Language, dashIsNothing);
        var statement = new CsvStatement(records, text, columns, fields, row);
        for (var count = 1; await records.ReadAsync(cancellationToken); count++)
        {
            if (count > StatementLimits.Lines)
            {
                yield return fields.Problem("too-many-lines", StatementLimits.Lines);
                yield break;
            }
            yield return statement.Line();
        }
    }

    private StatementLine Line()
    {
        if (_records.IsBlank)
            return _fields.Other(LineKinds.Blank);
        if (_records.Fault != CsvFault.None)
            return Faulty();
        if (IsHeader())
        {
            _headed = true;
            return _fields.Other(LineKinds.Header);
        }
        if (!_headed)
            return _fields.Problem("no-header");
        if (_records.Count != _columns.Count)
            return _fields.Problem(_records.Count < _columns.Count ? "too-few-columns" : "too-many-columns", _records.Count, _columns.Count);
        _fields.Begin();
        return _row(_fields);
    }

    private bool IsHeader()
    {
        if (_records.Count != _columns.Count)
            return false;
        for (var i = 0; i < _columns.Count; i++)
        {
            if (_text.Field(_records, i, out _).Trim() != _columns.NameAt(i))
                return false;
        }
        return true;
    }

    private LineProblem Faulty()
    {
        var problem = _records.Fault switch
        {
            CsvFault.UnterminatedQuote => _fields.Problem("unterminated-quote"),
            CsvFault.TextAfterQuote => _fields.Problem("text-after-quote"),
            CsvFault.LineTooLong => _fields.Problem("line-too-long", StatementLimits.LineBytes),
            CsvFault.NulByte => _fields.Problem("nul-byte"),
            _ => _fields.Problem("too-many-columns", $"> {StatementLimits.Columns}", _columns.Count),
        };
        var named = _headed && _records.FaultColumn <= _columns.Count;
        return problem with { Column = _records.FaultColumn, ColumnName = named ? _columns.NameAt(_records.FaultColumn - 1) : null };
    }
}
