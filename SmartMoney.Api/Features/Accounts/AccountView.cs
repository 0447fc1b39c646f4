using SmartMoney.Api.Data.Model;
using SmartMoney.Domain.Money;

namespace SmartMoney.Api.Features.Accounts;

/// <summary>An account with its balance. Amounts are minor units of the account's currency.</summary>
/// <param name="Currency">ISO 4217 code; fixed once the account is made.</param>
/// <param name="CurrencyDigits">Decimal digits of the currency's minor unit.</param>
/// <param name="OpeningBalance">What was on it at the start of the opening date.</param>
/// <param name="OpeningDate">Rows before this day do not count in the balance; null counts all.</param>
/// <param name="ClosedOn">The last day it was used; null while it is open.</param>
/// <param name="InNetWorth">Whether it counts in the net worth.</param>
/// <param name="Balance">Opening balance and all rows since, excluded ones and transfers too, up to the book's today.</param>
/// <param name="BaseBalance">The balance in the book's base currency; null where there is no rate.</param>
/// <param name="Transactions">Rows of the account, future ones too.</param>
/// <param name="Version">Counts the changes; the ETag.</param>
public sealed record AccountView(
    Guid Id,
    string Name,
    AccountKind Kind,
    string Currency,
    int CurrencyDigits,
    long OpeningBalance,
    DateOnly? OpeningDate,
    DateOnly? ClosedOn,
    bool InNetWorth,
    long Balance,
    long? BaseBalance,
    long Transactions,
    int Version)
{
    internal static AccountView Of(AccountRow row, string baseCurrency) => new(
        row.Id,
        row.Name,
        row.Kind,
        row.Currency,
        Domain.Money.Currency.Get(row.Currency).Digits,
        row.OpeningBalance,
        row.OpeningDate,
        row.ClosedOn,
        row.InNetWorth,
        row.Balance,
        row.Currency == baseCurrency ? row.Balance : null,
        row.Transactions,
        row.Version);
}
