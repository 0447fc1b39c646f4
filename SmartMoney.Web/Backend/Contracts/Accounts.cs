namespace SmartMoney.Web.Backend;

/// <summary>An account with its balance. Amounts are minor units of the account's currency.</summary>
/// <param name="Kind">cash, bank, creditCard, eMoney, investment, loan, receivable or other.</param>
/// <param name="BaseBalance">The balance in the book's currency, null where a rate is missing.</param>
public sealed record Account(
    Guid Id,
    string Name,
    string Kind,
    string Currency,
    int CurrencyDigits,
    long OpeningBalance,
    DateOnly? OpeningDate,
    DateOnly? ClosedOn,
    bool InNetWorth,
    long Balance,
    long? BaseBalance,
    long Transactions,
    long Version);

/// <summary>Calls about accounts.</summary>
public static class AccountCalls
{
    /// <summary>All accounts of a book, open ones and closed ones.</summary>
    public static Task<IReadOnlyList<Account>> AccountsAsync(this ApiClient api, Guid book, CancellationToken cancellationToken) =>
        api.ReadAllAsync<Account>($"books/{book}/accounts", cancellationToken);
}
