using SmartMoney.Domain.Categories;
using SmartMoney.Domain.Importing.Csv;
using SmartMoney.Domain.Money;

namespace SmartMoney.Domain.Importing.MoneyForward;

/// <summary>Turns a record of MoneyForward ME into a line of the statement.</summary>
internal static class MoneyForwardRow
{
    private static readonly Currency Yen = Currency.Get("JPY");

    public static StatementLine Read(CsvFields fields, string formatName)
    {
        var included = fields.Flag(MoneyForwardColumns.Included);
        var date = fields.Date(MoneyForwardColumns.Date);
        var payee = fields.OneLine(MoneyForwardColumns.Payee, StatementLimits.Text);
        var amount = fields.Amount(MoneyForwardColumns.Amount, Yen);
        var account = fields.OneLine(MoneyForwardColumns.Account, StatementLimits.Name);
        var large = fields.OneLine(MoneyForwardColumns.Large, StatementLimits.Name);
        var middle = fields.OneLine(MoneyForwardColumns.Middle, StatementLimits.Name);
        var notes = fields.Notes(MoneyForwardColumns.Notes);
        var transfer = fields.Flag(MoneyForwardColumns.Transfer);
        var id = fields.OneLine(MoneyForwardColumns.Id, StatementLimits.Name);

        if (fields.Refusal() is { } problem)
            return problem;
        if (amount == 0)
            return fields.Other(LineKinds.Zero);
        var uncategorised = StatementCategories.IsNone(large);
        return new StatementRow(fields.Line, account.Length > 0 ? account : formatName, date, amount, Yen.Code, payee, "")
        {
            BankId = id.Length > 0 ? id : null,
            Excluded = !included,
            IsTransfer = transfer,
            Category = uncategorised ? null : large,
            Subcategory = uncategorised || StatementCategories.IsNone(middle) ? null : middle,
            Notes = notes.Length > 0 ? notes : null,
            Raw = fields.Raw,
        };
    }
}
