using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Categories;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Categories;

namespace SmartMoney.Api.Features.Rules;

/// <summary>The book's rules: which category a payee's rows always have.</summary>
public static class RuleEndpoints
{
    private const int MostRules = 2000;
    private const int MostTransactions = 500;

    public static void MapRules(this RouteGroupBuilder book)
    {
        var rules = book.MapGroup("/rules");
        rules.MapGet("", ListAsync).WithName("listRules").WithSummary("The book's rules, the newest first");
        rules.MapPost("", CreateAsync).WithName("createRule").WithSummary("Always give a payee's rows this category");
        rules.MapGet("/{id:guid}", GetAsync).WithName("getRule").WithSummary("A rule");
        rules.MapPatch("/{id:guid}", PatchAsync).WithName("updateRule").WithSummary("Change a rule for the rows to come");
        rules.MapDelete("/{id:guid}", DeleteAsync).WithName("deleteRule").WithSummary("Delete a rule; the rows keep their categories");
    }

    private static async Task<Results<Ok<ListOf<RuleView>>, ProblemHttpResult>> ListAsync(
        BookSession session, CancellationToken cancel, string? cursor = null, int? limit = null)
    {
        var errors = new Errors();
        var size = Page.Limit(limit, errors);
        var before = Cursor.Id(cursor, Guid.Empty, errors);
        if (errors.Any)
            return errors.Problem();

        var rules = await session.Db.Rules.AsNoTracking()
            .Where(rule => rule.BookId == session.BookId && (before == Guid.Empty || rule.Id < before))
            .OrderByDescending(rule => rule.Id).Take(size + 1).ToListAsync(cancel);
        return TypedResults.Ok(Page.Of([.. rules.Select(RuleView.Of)], size, rule => Cursor.Encode(rule.Id.ToString())));
    }

    private static async Task<Results<Created<MadeRule>, ProblemHttpResult>> CreateAsync(
        Body<NewRule> body, BookSession session, HttpContext http, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var request = body.Value;
        Guid[] ids = [.. (request.TransactionIds ?? []).Distinct()];
        var errors = new Errors();
        errors.RequireText(request.Payee, "payee", RuleTables.PayeeLength);
        errors.Require(ids.Length <= MostTransactions, "transactionIds", $"'transactionIds' may name at most {MostTransactions} transactions; it names {ids.Length}.");
        await CheckCategoryAsync(session, request.CategoryId, errors, cancel);
        if (!errors.Any && ids.Length > 0)
        {
            var found = await session.Db.Transactions.CountAsync(row => row.BookId == session.BookId && ids.Contains(row.Id), cancel);
            errors.Require(found == ids.Length, "transactionIds", "A transaction is not in this book. Read the transactions again.");
        }

        if (errors.Any)
            return errors.Problem();

        var (payee, key) = (request.Payee!.Trim(), PayeeText.Key(request.Payee));
        var rule = await session.Db.Rules.SingleOrDefaultAsync(row => row.BookId == session.BookId && row.PayeeKey == key, cancel);
        if (rule is null)
        {
            if (await session.Db.Rules.CountAsync(row => row.BookId == session.BookId, cancel) >= MostRules)
                return Problems.Conflict("too-many-rules", $"The book has {MostRules} rules: delete one first.");
            rule = new Rule { BookId = session.BookId, Id = Guid.CreateVersion7(session.Now), Payee = payee, PayeeKey = key, CreatedAt = session.Now };
            session.Db.Rules.Add(rule);
        }

        rule.CategoryId = request.CategoryId!.Value;
        await session.Db.SaveChangesAsync(cancel);
        var applied = await session.CategoriseAsync(rule, request.Apply ?? true, ids, cancel);
        ETags.Set(http, rule.Version);
        return TypedResults.Created($"/api/v1/books/{session.BookId}/rules/{rule.Id}", MadeRule.Of(rule, applied));
    }

    private static async Task<Results<Ok<RuleView>, ProblemHttpResult>> GetAsync(Guid id, BookSession session, HttpContext http, CancellationToken cancel) =>
        await FindAsync(session, id, cancel) is { } rule ? TypedResults.Ok(Show(http, rule)) : Problems.NotFound("rule");

    private static async Task<Results<Ok<RuleView>, ProblemHttpResult>> PatchAsync(
        Guid id, Body<RulePatch> body, BookSession session, HttpContext http, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        if (await FindAsync(session, id, cancel) is not { } rule)
            return Problems.NotFound("rule");
        var patch = body.Value;
        var errors = new Errors();
        if (patch.Payee.IsSet)
            errors.RequireText(patch.Payee.Value, "payee", RuleTables.PayeeLength);
        if (patch.CategoryId.IsSet)
            await CheckCategoryAsync(session, patch.CategoryId.Value, errors, cancel);
        if (errors.Any)
            return errors.Problem();
        if (ETags.Check(http, rule.Version) is { } stale)
            return stale;

        if (patch.Payee.IsSet)
        {
            (rule.Payee, rule.PayeeKey) = (patch.Payee.Value!.Trim(), PayeeText.Key(patch.Payee.Value));
            if (await session.Db.Rules.AnyAsync(row => row.BookId == session.BookId && row.PayeeKey == rule.PayeeKey && row.Id != id, cancel))
                return Problems.Conflict("payee-taken", "There is a rule for that payee already: change that one.");
        }

        rule.CategoryId = patch.CategoryId.Or(rule.CategoryId)!.Value;
        await session.Db.SaveChangesAsync(cancel);
        return TypedResults.Ok(Show(http, rule));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        return await session.Db.Rules.Where(rule => rule.BookId == session.BookId && rule.Id == id).ExecuteDeleteAsync(cancel) > 0
            ? TypedResults.NoContent()
            : Problems.NotFound("rule");
    }

    private static async Task CheckCategoryAsync(BookSession session, Guid? category, Errors errors, CancellationToken cancel)
    {
        if (category is null || !await session.HasCategoryAsync(category.Value, cancel))
            errors.Add("categoryId", category is null ? "'categoryId' is required." : "The book has no such category.");
    }

    private static Task<Rule?> FindAsync(BookSession session, Guid id, CancellationToken cancel) =>
        session.Db.Rules.SingleOrDefaultAsync(row => row.BookId == session.BookId && row.Id == id, cancel);

    private static RuleView Show(HttpContext http, Rule rule)
    {
        ETags.Set(http, rule.Version);
        return RuleView.Of(rule);
    }
}
