using SmartMoney.Domain.Importing.Csv;
using SmartMoney.Domain.Money;

namespace SmartMoney.Domain.Importing.Smbc;

/// <summary>Turns a record of 三井住友銀行 into a line of the statement.</summary>
internal static class SmbcRow
{
    private const string Total = "合計";
    private static readonly Currency Yen = Currency.Get("JPY");

    /// <param name="fields">The record.</param>
    /// <param name="account">The name of the file's account.</param>
    /// <param name="balance">The account's balance after the row, null where there is none.</param>
    public static StatementLine Read(CsvFields fields, string account, out long? balance)
    {
        balance = fields.OptionalAmount(SmbcColumns.Balance, Yen);
        var day = fields.Value(SmbcColumns.Date);
        var texts = fields.Value(SmbcColumns.Content);
        var moved = fields.Value(SmbcColumns.Outgoing).Length > 0 || fields.Value(SmbcColumns.Incoming).Length > 0;
        if (day.StartsWith(Total, StringComparison.Ordinal))
            return fields.Other(LineKinds.Footer);
        if (!moved && balance is not null && fields.Refusal() is null && (day.Length == 0 || texts.Length == 0))
            return fields.Other(LineKinds.Balance);

        var date = fields.Date(SmbcColumns.Date);
        var amount = fields.Movement(SmbcColumns.Outgoing, SmbcColumns.Incoming, Yen);
        // The bank writes ﾌﾘｺﾐ ﾔﾏﾀﾞ ﾀﾛｳ: shown in the width that people read, while the raw line stays as it was.
        var payee = fields.Limited(SmbcColumns.Content, CompatibilityForm.Of(texts).ReplaceLineEndings(" ").Trim(), StatementLimits.Text);
        var notes = Notes(fields);

        if (fields.Refusal() is { } problem)
            return problem;
        if (amount == 0)
            return fields.Other(LineKinds.Zero);
        return new StatementRow(fields.Line, account, date, amount, Yen.Code, payee, "")
        {
            Notes = notes.Length > 0 ? notes : null,
            Raw = fields.Raw,
        };
    }

    private static string Notes(CsvFields fields)
    {
        var memo = fields.Notes(SmbcColumns.Notes);
        var label = fields.OneLine(SmbcColumns.Label, StatementLimits.Name);
        if (memo.Length == 0 || label.Length == 0)
            return memo + label;
        return fields.Limited(SmbcColumns.Notes, $"{memo}\n{label}", StatementLimits.Notes);
    }
}
