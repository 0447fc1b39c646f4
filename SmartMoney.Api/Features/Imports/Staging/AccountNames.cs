using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain;

namespace SmartMoney.Api.Features.Imports.Staging;

/// <summary>An account that the file names and the book lacks.</summary>
/// <param name="FileName">The name in the file.</param>
/// <param name="Currency">Of its rows.</param>
/// <param name="Id">The id that it will have.</param>
/// <param name="Name">The name that it will have: free in the book.</param>
/// <param name="Kind">A guess from the name.</param>
internal sealed record ProposedAccount(string FileName, string Currency, Guid Id, string Name, AccountKind Kind);

/// <summary>Finds the accounts that the staged rows go to.</summary>
internal static class AccountNames
{
    /// <summary>Resolves the names of the staged rows.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="format">The format that the names belong to.</param>
    /// <param name="everything">The one account that all rows go to, if so chosen.</param>
    /// <param name="mapping">What the caller says about single names; the accounts exist.</param>
    /// <param name="errors">Gets what cannot be: a name whose rows are in another currency than the account.</param>
    /// <param name="cancel">Ends the search.</param>
    public static async Task ResolveAsync(
        BookSession session, string format, Guid? everything, IReadOnlyDictionary<string, Guid> mapping, Errors errors, CancellationToken cancel)
    {
        await session.RunAsync(StagingSql.ResolveAccounts, [session.BookId, format, everything, mapping.Keys.ToArray(), mapping.Values.ToArray()], cancel);
        var wrong = await session.ReadAsync(StagingSql.WrongCurrencies, [session.BookId],
            row => (Name: row.GetString(0), Rows: row.GetString(1), Account: row.GetString(2), Currency: row.GetString(3)), cancel);
        foreach (var (name, rows, account, currency) in wrong)
        {
            errors.Add(everything is null ? "accounts" : "accountId",
                $"The rows of '{name}' are in {rows}, the account '{account}' is in {currency}. Choose an account in {rows}.");
        }
    }

    /// <summary>Names the accounts to be made for what is still unknown, and stages their ids, so that matching can go on.</summary>
    public static async Task<IReadOnlyList<ProposedAccount>> ProposeAsync(BookSession session, CancellationToken cancel)
    {
        var unknown = await session.ReadAsync(StagingSql.UnknownAccounts, [], row => (Name: row.GetString(0), Currency: row.GetString(1)), cancel);
        if (unknown.Count == 0)
            return [];

        var taken = (await session.Db.Accounts.Where(account => account.BookId == session.BookId).Select(account => account.Name).ToListAsync(cancel))
            .Select(Normal).ToHashSet(StringComparer.Ordinal);
        List<ProposedAccount> proposed = [.. unknown.Select(name => Propose(name.Name, name.Currency, taken))];
        await session.RunAsync(StagingSql.GiveAccounts, [Names(proposed), Currencies(proposed), Ids(proposed)], cancel);
        return proposed;
    }

    public static string[] Names(IReadOnlyList<ProposedAccount> accounts) => [.. accounts.Select(account => account.FileName)];

    public static string[] Currencies(IReadOnlyList<ProposedAccount> accounts) => [.. accounts.Select(account => account.Currency)];

    public static Guid[] Ids(IReadOnlyList<ProposedAccount> accounts) => [.. accounts.Select(account => account.Id)];

    // The same name in another currency is another account, and says so.
    private static ProposedAccount Propose(string fileName, string currency, HashSet<string> taken)
    {
        var name = fileName;
        for (var number = 1; !taken.Add(Normal(name)); number++)
        {
            var mark = number == 1 ? $" ({currency})" : $" ({currency} {number})";
            name = fileName[..Math.Min(fileName.Length, LedgerTables.NameLength - mark.Length)] + mark;
        }

        return new(fileName, currency, Guid.CreateVersion7(), name, AccountKinds.Guess(fileName));
    }

    private static string Normal(string name) => CompatibilityForm.Of(name.Trim()).ToLowerInvariant();
}
