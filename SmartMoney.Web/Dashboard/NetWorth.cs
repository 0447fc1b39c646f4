using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Dashboard;

/// <summary>The open accounts and what they are worth together, in minor units of the book's currency.</summary>
/// <param name="Accounts">Open accounts.</param>
/// <param name="Total">Sum of the accounts that count, where their currency has a rate.</param>
/// <param name="Unconverted">Accounts that count but have no rate: missing in the total.</param>
public sealed record NetWorth(IReadOnlyList<Account> Accounts, long Total, int Unconverted)
{
    public static NetWorth Of(IReadOnlyList<Account> accounts)
    {
        var counted = accounts.Where(account => account.InNetWorth).ToList();
        return new NetWorth(
            [.. accounts.Where(account => account.ClosedOn is null)],
            counted.Sum(account => account.BaseBalance ?? 0),
            counted.Count(account => account.BaseBalance is null));
    }
}
