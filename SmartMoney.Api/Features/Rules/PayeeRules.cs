using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Categories;

namespace SmartMoney.Api.Features.Rules;

/// <summary>Applies the book's rules to rows.</summary>
internal static class PayeeRules
{
    /// <summary>The category that a rule gives a payee; null where there is none.</summary>
    public static async Task<Guid?> CategoryOfAsync(this BookSession session, string payee, CancellationToken cancel)
    {
        if (payee.Length == 0)
            return null;
        var key = PayeeText.Key(payee);
        return await session.Db.Rules.Where(rule => rule.BookId == session.BookId && rule.PayeeKey == key)
            .Select(rule => (Guid?)rule.CategoryId).SingleOrDefaultAsync(cancel);
    }

    /// <summary>The payees of a list that rules speak of, each with its category. Reads the rules once.</summary>
    public static async Task<IReadOnlyList<(string Payee, Guid CategoryId)>> CategoriesOfAsync(
        this BookSession session, Func<CancellationToken, Task<List<string>>> payees, CancellationToken cancel)
    {
        var rules = await session.Db.Rules.Where(rule => rule.BookId == session.BookId)
            .ToDictionaryAsync(rule => rule.PayeeKey, rule => rule.CategoryId, cancel);
        if (rules.Count == 0)
            return [];
        return [.. (await payees(cancel)).Select(payee => (Payee: payee, Key: PayeeText.Key(payee)))
            .Where(payee => rules.ContainsKey(payee.Key)).Select(payee => (payee.Payee, rules[payee.Key]))];
    }

    /// <summary>Gives a rule's category to the payee's rows without one, if asked, and to <paramref name="ids"/>. Transfers have no category.</summary>
    /// <returns>How many rows changed.</returns>
    public static async Task<int> CategoriseAsync(this BookSession session, Rule rule, bool apply, Guid[] ids, CancellationToken cancel)
    {
        var without = session.Db.Transactions.Where(row => row.BookId == session.BookId && row.CategoryId == null && row.TransferId == null);
        var texts = apply
            ? (await without.Select(row => row.Payee).Distinct().ToListAsync(cancel)).Where(payee => PayeeText.Key(payee) == rule.PayeeKey).ToArray()
            : [];
        return await session.Db.Transactions
            .Where(row => row.BookId == session.BookId && row.TransferId == null && row.CategoryId != rule.CategoryId
                          && ((row.CategoryId == null && texts.Contains(row.Payee)) || ids.Contains(row.Id)))
            .ExecuteUpdateAsync(row => row.SetProperty(transaction => transaction.CategoryId, rule.CategoryId), cancel);
    }
}
