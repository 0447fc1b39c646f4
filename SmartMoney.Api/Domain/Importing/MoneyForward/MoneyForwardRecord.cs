using SmartMoney.Domain.Calendar;
using SmartMoney.Domain.Categories;
using SmartMoney.Domain.Importing.Text;
using SmartMoney.Domain.Money;

namespace SmartMoney.Domain.Importing.MoneyForward;

/// <summary>Turns the reader's current record into a line of the statement. All of a record's problems are gathered before it is refused.</summary>
internal sealed class MoneyForwardRecord(CsvRecordReader records, StatementText text, MoneyForwardColumns columns, string language, string formatName)
{
    private const int ValueShown = 60;
    private static readonly Currency Yen = Currency.Get("JPY");

    private readonly List<(int Column, string Code, string Reason)> _problems = [];
    private bool _headed;

    public StatementLine Read()
    {
        _problems.Clear();
        if (records.IsBlank)
            return new NonTransactionLine(records.Line, LineKinds.Blank, Raw);
        if (records.Fault != CsvFault.None)
            return Faulty();
        if (IsHeader())
        {
            _headed = true;
            return new NonTransactionLine(records.Line, LineKinds.Header, Raw);
        }
        if (!_headed)
            return Problem("no-header");
        if (records.Count != columns.Count)
            return Problem(records.Count < columns.Count ? "too-few-columns" : "too-many-columns", records.Count, columns.Count);
        return Row();
    }

    /// <summary>A problem of the record as a whole.</summary>
    public LineProblem Problem(string code, params ReadOnlySpan<object> values) =>
        new(records.Line, null, null, code, Reasons.Text(language, code, values), Raw);

    private string Raw => text.Raw(records.Raw);

    private StatementLine Row()
    {
        var included = Flag(MoneyForwardColumns.Included);
        var date = Date();
        var payee = OneLine(MoneyForwardColumns.Payee, StatementLimits.Text);
        var amount = Amount();
        var account = OneLine(MoneyForwardColumns.Account, StatementLimits.Name);
        var large = OneLine(MoneyForwardColumns.Large, StatementLimits.Name);
        var middle = OneLine(MoneyForwardColumns.Middle, StatementLimits.Name);
        var notes = Limited(MoneyForwardColumns.Notes, Value(MoneyForwardColumns.Notes).ReplaceLineEndings("\n"), StatementLimits.Notes);
        var transfer = Flag(MoneyForwardColumns.Transfer);
        var id = OneLine(MoneyForwardColumns.Id, StatementLimits.Name);

        if (_problems.Count > 0)
            return Refusal();
        if (amount == 0)
            return new NonTransactionLine(records.Line, LineKinds.Zero, Raw);
        var uncategorised = MoneyForwardCategories.IsNone(large);
        return new StatementRow(records.Line, account.Length > 0 ? account : formatName, date, amount, Yen.Code, payee, "")
        {
            BankId = id.Length > 0 ? id : null,
            Excluded = !included,
            IsTransfer = transfer,
            Category = uncategorised ? null : large,
            Subcategory = uncategorised || MoneyForwardCategories.IsNone(middle) ? null : middle,
            Notes = notes.Length > 0 ? notes : null,
            Raw = Raw,
        };
    }

    private bool IsHeader()
    {
        if (records.Count != columns.Count)
            return false;
        for (var i = 0; i < columns.Count; i++)
        {
            if (text.Field(records, i, out _).Trim() != columns.NameAt(i))
                return false;
        }
        return true;
    }

    private bool Flag(string name)
    {
        var value = LocalNumbers.ToAscii(Value(name));
        if (value is not ("0" or "1"))
            Refuse(name, "bad-flag", Shown(value));
        return value == "1";
    }

    private DateOnly Date()
    {
        var value = Value(MoneyForwardColumns.Date);
        if (!LocalNumbers.TryDate(value, out var date))
            Refuse(MoneyForwardColumns.Date, "bad-date", Shown(value));
        else if (!LedgerDate.Accepts(date))
            Refuse(MoneyForwardColumns.Date, "date-out-of-range", Shown(value), LedgerDate.Min.Year, LedgerDate.Max.Year);
        return date;
    }

    private long Amount()
    {
        var value = Value(MoneyForwardColumns.Amount);
        var code = MinorUnits.Parse(LocalNumbers.Yen(value), Yen.Digits, out var amount) switch
        {
            AmountError.None => null,
            AmountError.Empty => "empty-amount",
            AmountError.TooManyDecimals => "amount-decimals",
            AmountError.TooLarge => "amount-too-large",
            _ => "bad-amount",
        };
        if (code is not null)
            Refuse(MoneyForwardColumns.Amount, code, Shown(value), Yen.Code);
        return amount;
    }

    private string OneLine(string name, int limit) => Limited(name, Value(name).ReplaceLineEndings(" "), limit);

    private string Limited(string name, string value, int limit)
    {
        if (value.Length > limit)
            Refuse(name, "text-too-long", name, value.Length, limit);
        return value;
    }

    private string Value(string name)
    {
        var index = columns.IndexOf(name);
        if (index < 0)
            return "";
        var value = text.Field(records, index, out var valid);
        if (!valid)
            _problems.Add((index, "bad-bytes", Reasons.Text(language, "bad-bytes", text.Name)));
        return value.Trim();
    }

    private void Refuse(string name, string code, params ReadOnlySpan<object> values)
    {
        var index = columns.IndexOf(name);
        // A value that could not be decoded is named once, for that.
        if (!_problems.Exists(problem => problem.Column == index))
            _problems.Add((index, code, Reasons.Text(language, code, values)));
    }

    private LineProblem Refusal()
    {
        var first = _problems.MinBy(problem => problem.Column);
        var reasons = string.Join(' ', _problems.OrderBy(problem => problem.Column).Select(problem => problem.Reason));
        return new(records.Line, first.Column + 1, columns.NameAt(first.Column), first.Code, reasons, Raw);
    }

    private LineProblem Faulty()
    {
        var problem = records.Fault switch
        {
            CsvFault.UnterminatedQuote => Problem("unterminated-quote"),
            CsvFault.TextAfterQuote => Problem("text-after-quote"),
            CsvFault.LineTooLong => Problem("line-too-long", StatementLimits.LineBytes),
            CsvFault.NulByte => Problem("nul-byte"),
            _ => Problem("too-many-columns", $"> {StatementLimits.Columns}", columns.Count),
        };
        var named = _headed && records.FaultColumn <= columns.Count;
        return problem with { Column = records.FaultColumn, ColumnName = named ? columns.NameAt(records.FaultColumn - 1) : null };
    }

    private static string Shown(string value) => StatementText.Shorten(value, ValueShown);
}
