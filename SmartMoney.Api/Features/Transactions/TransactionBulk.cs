using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Features.Categories;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Transactions;

/// <summary>Changes or deletes many transactions with one statement: one change set, undone as one.</summary>
internal static class TransactionBulk
{
    private const int Most = 500;
    private const int NamedUnknown = 10;

    public static async Task<Results<Ok<BulkResult>, ProblemHttpResult>> ChangeAsync(
        Body<BulkChange> body, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var (set, delete) = (body.Value.Set, body.Value.Delete == true);
        Guid[] ids = [.. (body.Value.Ids ?? []).Distinct()];
        var errors = new Errors();
        errors.Require(ids.Length is >= 1 and <= Most, "ids", $"'ids' must name 1 to {Most} transactions; it names {ids.Length}.");
        errors.Require(delete != IsSomething(set), "set", "Give either 'set' with at least one member, or 'delete': true.");
        var add = TransactionRules.Tags(errors, set?.AddTags, "set.addTags");
        var remove = TransactionRules.Tags(errors, set?.RemoveTags, "set.removeTags");
        errors.Require(!add.Intersect(remove, StringComparer.Ordinal).Any(), "set.removeTags", "A tag cannot be added and removed at once.");
        errors.Require(set is not { CategoryId.IsSet: true, SuggestedCategory: true }, "set.suggestedCategory", "Give either 'categoryId' or 'suggestedCategory'.");
        if (set?.CategoryId.Value is { } category && !await session.HasCategoryAsync(category, cancel))
            errors.Add("set.categoryId", "The book has no such category.");
        if (!errors.Any)
            await CheckRowsAsync(session, ids, add, remove, errors, cancel);
        if (errors.Any)
            return errors.Problem();

        return TypedResults.Ok(new BulkResult(delete
            ? await session.DeleteAsync(ids, cancel)
            : await UpdateAsync(session, ids, set!, add, remove, cancel)));
    }

    private static bool IsSomething(BulkFields? set) =>
        set is not null && (set.CategoryId.IsSet || set.SuggestedCategory == true || set.Excluded is not null || set.AddTags is { Count: > 0 } || set.RemoveTags is { Count: > 0 });

    private static async Task CheckRowsAsync(
        BookSession session, Guid[] ids, string[] add, string[] remove, Errors errors, CancellationToken cancel)
    {
        var rows = await session.Db.Transactions.Where(row => row.BookId == session.BookId && ids.Contains(row.Id))
            .Select(row => new { row.Id, row.Tags }).ToListAsync(cancel);
        var unknown = ids.Except(rows.Select(row => row.Id)).ToList();
        if (unknown.Count > 0)
        {
            var more = unknown.Count > NamedUnknown ? $" and {unknown.Count - NamedUnknown} more" : "";
            errors.Add("ids", $"The book has no transaction {string.Join(", ", unknown.Take(NamedUnknown))}{more}.");
        }

        var full = rows.Count(row => row.Tags.Union(add, StringComparer.Ordinal).Except(remove, StringComparer.Ordinal).Count() > TransactionRules.MostTags);
        errors.Require(full == 0, "set.addTags", $"{full} of the transactions would have more than {TransactionRules.MostTags} tags.");
    }

    private static async Task<int> UpdateAsync(BookSession session, Guid[] ids, BulkFields set, string[] add, string[] remove, CancellationToken cancel)
    {
        var suggested = set.SuggestedCategory == true ? await session.SuggestAsync(ids, cancel) : [];
        Guid[] rows = [.. suggested.Select(one => one.TransactionId)], categories = [.. suggested.Select(one => one.CategoryId)];
        return await session.Db.Database.ExecuteSqlAsync(
            $"""
            UPDATE transactions t SET category_id = n.category_id, excluded = n.excluded, tags = n.tags
            FROM (
                SELECT id,
                       CASE WHEN {set.CategoryId.IsSet} THEN {set.CategoryId.Value}::uuid ELSE coalesce(category_id, suggested.category) END AS category_id,
                       coalesce({set.Excluded}::boolean, excluded) AS excluded,
                       ARRAY(SELECT tag FROM unnest(tags) WITH ORDINALITY AS had (tag, place) WHERE tag <> ALL ({remove}) ORDER BY place)
                           || ARRAY(SELECT tag FROM unnest({add}) WITH ORDINALITY AS added (tag, place) WHERE tag <> ALL (tags) ORDER BY place) AS tags
                FROM transactions LEFT JOIN unnest({rows}, {categories}) AS suggested (row, category) ON suggested.row = id
                WHERE book_id = {session.BookId} AND id = ANY ({ids})
            ) n
            WHERE t.book_id = {session.BookId} AND t.id = n.id
              AND (t.category_id, t.excluded, t.tags) IS DISTINCT FROM (n.category_id, n.excluded, n.tags)
            """, cancel);
    }
}
