using System.ComponentModel;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Categories;
using CategoryKind = SmartMoney.Api.Data.Model.CategoryKind;

namespace SmartMoney.Api.Features.Transactions;

/// <summary>A category that a transaction without one may belong in, learned from the book's own rows.</summary>
/// <param name="Basis">What it rests on: rows of the same payee, or rows whose payee has a word in common.</param>
/// <param name="Word">The word in common, in the form that comparing sees; null for the payee itself.</param>
/// <param name="Matching">How many of those rows have the category.</param>
/// <param name="Seen">How many of those rows have any category.</param>
public sealed record SuggestedCategory(
    Guid TransactionId,
    Guid CategoryId,
    SuggestionBasis Basis,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Word,
    int Matching,
    int Seen);

/// <summary>Suggestions for the transactions asked about; those without one are left out.</summary>
public sealed record SuggestedCategories(IReadOnlyList<SuggestedCategory> Items);

/// <summary>Suggests categories for rows that have none. Nothing is ever written unasked.</summary>
internal static class CategorySuggesting
{
    private const int Most = 100;

    // Habits change, and what is read must not grow with the ledger: two to three years of a household.
    private const string Learned = """
        SELECT payee, category_id, count(*)::int FROM (
            SELECT payee, category_id FROM transactions
            WHERE book_id = $1 AND category_id IS NOT NULL AND transfer_id IS NULL AND payee <> ''
            ORDER BY date DESC, id DESC LIMIT 5000) recent
        GROUP BY payee, category_id
        """;

    public static async Task<Results<Ok<SuggestedCategories>, ProblemHttpResult>> ListAsync(
        [Description("A transaction's id; repeated: up to 100 of them. Those that have a category, or are transfers, get none.")] string[] id,
        BookSession session, CancellationToken cancel)
    {
        var errors = new Errors();
        errors.Require(id.Length is >= 1 and <= Most, "id", $"Name 1 to {Most} transactions with 'id'; the request names {id.Length}.");
        var ids = new List<Guid>(id.Length);
        foreach (var text in id)
        {
            if (Guid.TryParse(text, out var known))
                ids.Add(known);
            else
                errors.Add("id", $"'{text}' is not the id of a transaction.");
        }

        return errors.Any ? errors.Problem() : TypedResults.Ok(new SuggestedCategories(await session.SuggestAsync(ids, cancel)));
    }

    /// <summary>The suggestions for some rows, in no order.</summary>
    public static async Task<IReadOnlyList<SuggestedCategory>> SuggestAsync(this BookSession session, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var rows = await session.Db.Transactions
            .Where(row => row.BookId == session.BookId && ids.Contains(row.Id) && row.CategoryId == null && row.TransferId == null && row.Payee != "")
            .Select(row => new { row.Id, row.Payee, Incoming = row.Amount > 0 }).ToListAsync(cancel);
        if (rows.Count == 0)
            return [];

        var seen = await session.ReadAsync(Learned, [session.BookId], row => new SeenPayee(row.GetString(0), row.GetGuid(1), row.GetInt32(2)), cancel);
        var income = await session.Db.Categories.Where(row => row.BookId == session.BookId && row.Kind == CategoryKind.Income)
            .Select(row => row.Id).ToHashSetAsync(cancel);
        var learning = new CategoryLearning(seen);
        return [.. rows
            // Money out is no income; money in may be a refund of a spending.
            .Select(row => (row.Id, Found: learning.Suggest(row.Payee, category => row.Incoming || !income.Contains(category))))
            .Where(row => row.Found is not null)
            .Select(row => new SuggestedCategory(row.Id, row.Found!.CategoryId, row.Found.Basis, row.Found.Word, row.Found.Matching, row.Found.Seen))];
    }
}
