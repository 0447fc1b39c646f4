using System.Globalization;

namespace SmartMoney.Domain.Importing;

/// <summary>
/// What makes two imported rows of one account the same row: date, amount and normalised text, as a 128-bit key. It is kept as it was
/// imported, so later edits by a person don't bring the row back when the file comes again. The account is a column of its own.
/// </summary>
public static class ImportKey
{
    /// <summary>The first 16 bytes of SHA-256 over <c>yyyy-MM-dd|amount|text</c> in UTF-8, in the order in which the UUID is written.</summary>
    /// <param name="date">The posting date.</param>
    /// <param name="amount">In minor units.</param>
    /// <param name="payee">As the file has it.</param>
    /// <param name="description">Likewise.</param>
    public static Guid Of(DateOnly date, long amount, string payee, string description) =>
        TextKey.Of(string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}|{amount}|{MatchText.Of(payee, description)}"));

    /// <summary>The key of a row of a statement.</summary>
    public static Guid Of(StatementRow row) => Of(row.Date, row.Amount, row.Payee, row.Description);
}
