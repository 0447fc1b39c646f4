using SmartMoney.Domain.Calendar;
using SmartMoney.Domain.Importing.Text;
using SmartMoney.Domain.Money;

namespace SmartMoney.Domain.Importing.Csv;

/// <summary>
/// The fields of the reader's current record, by column name. What is wrong with them is gathered, all of it, before the
/// record is refused; a field that was refused reads as empty or zero until then.
/// </summary>
/// <param name="records">At a record.</param>
/// <param name="text">The file's encoding.</param>
/// <param name="columns">The file's header.</param>
/// <param name="language">Of problems.</param>
/// <param name="dashIsNothing">Whether a lone dash stands for an empty field.</param>
internal sealed class CsvFields(CsvRecordReader records, StatementText text, CsvColumns columns, string language, bool dashIsNothing)
{
    private const int ValueShown = 60;

    private readonly List<(int Column, string Code, string Reason)> _problems = [];

    /// <summary>The physical line, from 1, on which the record starts.</summary>
    public int Line => records.Line;

    /// <summary>The record as it stands in the file.</summary>
    public string Raw => text.Raw(records.Raw);

    /// <summary>Forgets the problems of the record before.</summary>
    public void Begin() => _problems.Clear();

    /// <summary>A field without surrounding space; empty when the file has no such column.</summary>
    public string Value(string column)
    {
        var index = columns.IndexOf(column);
        if (index < 0)
            return "";
        var value = text.Field(records, index, out var valid);
        if (!valid)
            Add(index, "bad-bytes", text.Name);
        value = value.Trim();
        return dashIsNothing && value is "-" or "－" ? "" : value;
    }

    /// <summary>A text whose line breaks become spaces.</summary>
    /// <param name="column">The column.</param>
    /// <param name="limit">Most characters; a longer text is refused, never cut.</param>
    public string OneLine(string column, int limit) => Limited(column, Value(column).ReplaceLineEndings(" "), limit);

    /// <summary>A text whose line breaks are <c>\n</c>.</summary>
    public string Notes(string column) => Limited(column, Value(column).ReplaceLineEndings("\n"), StatementLimits.Notes);

    /// <summary>A text made of a column, which must be within its limit.</summary>
    public string Limited(string column, string value, int limit)
    {
        if (value.Length <= limit)
            return value;
        Refuse(column, "text-too-long", columns.NameAt(columns.IndexOf(column)), value.Length, limit);
        return "";
    }

    /// <summary>0 or 1.</summary>
    public bool Flag(string column)
    {
        var value = LocalNumbers.ToAscii(Value(column));
        if (value is not ("0" or "1"))
            Refuse(column, "bad-flag", Shown(value));
        return value == "1";
    }

    /// <summary>A day that a ledger accepts.</summary>
    public DateOnly Date(string column)
    {
        var value = Value(column);
        if (!LocalNumbers.TryDate(value, out var date))
            Refuse(column, "bad-date", Shown(value));
        return Accepted(column, value, date);
    }

    /// <summary>A day that a ledger accepts, with the time of day where there is one.</summary>
    public (DateOnly Date, TimeOnly? Time) DateAndTime(string column)
    {
        var value = Value(column);
        if (!LocalNumbers.TryDateAndTime(value, out var date, out var time))
            Refuse(column, "bad-date", Shown(value));
        return (Accepted(column, value, date), time);
    }

    /// <summary>An amount that must be there.</summary>
    public long Amount(string column, Currency currency)
    {
        if (OptionalAmount(column, currency) is { } amount)
            return amount;
        Refuse(column, "empty-amount");
        return 0;
    }

    /// <summary>An amount in minor units, null when the field is empty.</summary>
    public long? OptionalAmount(string column, Currency currency)
    {
        var value = Value(column);
        if (value.Length == 0)
            return null;
        var code = MinorUnits.Parse(LocalNumbers.Yen(value), currency.Digits, out var amount) switch
        {
            AmountError.None => null,
            AmountError.Empty => "empty-amount",
            AmountError.TooManyDecimals => "amount-decimals",
            AmountError.TooLarge => "amount-too-large",
            _ => currency.Digits == 0 ? "bad-amount" : "bad-decimal-amount",
        };
        if (code is not null)
            Refuse(column, code, Shown(value), currency.Code);
        return amount;
    }

    /// <summary>The movement that two columns tell of, one for money out and one for money in, of which one is to have an amount.</summary>
    public long Movement(string outgoing, string incoming, Currency currency)
    {
        var (paid, received) = (OptionalAmount(outgoing, currency), OptionalAmount(incoming, currency));
        if (paid is null && received is null)
            Refuse(outgoing, "empty-amount");
        if (paid is not (null or 0) && received is not (null or 0))
            Refuse(incoming, "two-amounts", columns.NameAt(columns.IndexOf(outgoing)), columns.NameAt(columns.IndexOf(incoming)));
        return (received ?? 0) - (paid ?? 0);
    }

    /// <summary>Refuses a column's value. Of several problems of one column, the first is told.</summary>
    public void Refuse(string column, string code, params ReadOnlySpan<object> values) => Add(columns.IndexOf(column), code, values);

    /// <summary>The record as a problem of its refused values, null when nothing was refused.</summary>
    public LineProblem? Refusal()
    {
        if (_problems.Count == 0)
            return null;
        var first = _problems.MinBy(problem => problem.Column);
        var reasons = string.Join(' ', _problems.OrderBy(problem => problem.Column).Select(problem => problem.Reason));
        return new(Line, first.Column + 1, columns.NameAt(first.Column), first.Code, reasons, Raw);
    }

    /// <summary>A problem of the record as a whole.</summary>
    public LineProblem Problem(string code, params ReadOnlySpan<object> values) =>
        new(Line, null, null, code, Sentence(code, values), Raw);

    /// <summary>The record as none of the transactions.</summary>
    public NonTransactionLine Other(string kind) => new(Line, kind, Raw);

    /// <summary>A sentence of the built-in ones in the reader's language.</summary>
    public string Sentence(string code, params ReadOnlySpan<object> values) => Reasons.Text(language, code, values);

    /// <summary>A value short enough to be quoted in a sentence.</summary>
    public static string Shown(string value) => StatementText.Shorten(value, ValueShown);

    private DateOnly Accepted(string column, string value, DateOnly date)
    {
        if (!LedgerDate.Accepts(date))
            Refuse(column, "date-out-of-range", Shown(value), LedgerDate.Min.Year, LedgerDate.Max.Year);
        return date;
    }

    private void Add(int column, string code, params ReadOnlySpan<object> values)
    {
        if (!_problems.Exists(problem => problem.Column == column))
            _problems.Add((column, code, Sentence(code, values)));
    }
}
