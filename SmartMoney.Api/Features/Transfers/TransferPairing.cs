using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Transfers;

/// <summary>What a person decides about transactions that may be one transfer. Each is a change that can be undone.</summary>
internal static class TransferPairing
{
    private const int Most = 500;

    /// <summary><c>POST /transfers/pair</c>.</summary>
    public static async Task<Results<Ok<PairedTransfers>, ProblemHttpResult>> PairAsync(Body<TransferPairs> body, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var errors = new Errors();
        var (outs, ins) = Read(body.Value, errors);
        if (errors.Any)
            return errors.Problem();
        var checks = await session.ReadAsync(TransferSql.Check, [session.BookId, outs, ins], row => Enumerable.Range(0, 6).Select(row.GetBoolean).ToArray(), cancel);
        foreach (var (at, holds) in checks.Index())
            Explain($"pairs[{at}]", holds, errors);
        if (errors.Any)
            return errors.Problem();
        if (checks.Any(holds => !holds[4]))
            return Problems.Conflict("already-paired", "A transaction of these pairs is in a transfer already, or does not count. Take that transfer apart first.");

        return TypedResults.Ok(new PairedTransfers(await TransferMatching.PairAsync(session, outs, ins, cancel)));
    }

    /// <summary><c>DELETE /transfers/{id}</c>.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> PartAsync(Guid id, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        return await session.RunAsync(TransferSql.Part, [session.BookId, id], cancel) > 0 ? TypedResults.NoContent() : Problems.NotFound("transfer");
    }

    /// <summary><c>POST /transfers/confirm</c>.</summary>
    public static async Task<Results<Ok<PairedTransfers>, ProblemHttpResult>> ConfirmAsync(Body<ConfirmTransfers> body, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var (from, to) = (body.Value.FromAccountId, body.Value.ToAccountId);
        var errors = new Errors();
        await RequireAccountAsync(session, from, "fromAccountId", errors, cancel);
        await RequireAccountAsync(session, to, "toAccountId", errors, cancel);
        errors.Require(!body.Value.Rule || (from is not null && to is not null && from != to), "rule", "A rule needs 'fromAccountId' and 'toAccountId', two accounts.");
        if (errors.Any)
            return errors.Problem();

        var paired = await TransferMatching.ConfirmAsync(session, from, to, cancel);
        if (body.Value.Rule)
            await session.RunAsync(TransferSql.AddRule, [session.BookId, Guid.CreateVersion7(), from, to, session.Clock.GetUtcNow()], cancel);
        return TypedResults.Ok(new PairedTransfers(paired));
    }

    /// <summary><c>POST /transfers/dismiss</c>.</summary>
    public static async Task<Results<Ok<DismissedTransfers>, ProblemHttpResult>> DismissAsync(Body<TransferPairs> body, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var errors = new Errors();
        var (outs, ins) = Read(body.Value, errors);
        return errors.Any
            ? errors.Problem()
            : TypedResults.Ok(new DismissedTransfers(await session.RunAsync(TransferSql.Dismiss, [session.BookId, outs, ins], cancel)));
    }

    private static (Guid[] Outs, Guid[] Ins) Read(TransferPairs request, Errors errors)
    {
        List<TransferPair> pairs = [.. (request.Pairs ?? []).OfType<TransferPair>()];
        errors.Require(pairs.Count == (request.Pairs?.Count ?? 0), "pairs", "A pair is null: give 'outId' and 'inId' of each.");
        errors.Require(pairs.Count is >= 1 and <= Most, "pairs", $"'pairs' must hold 1 to {Most} pairs; it holds {pairs.Count}.");
        var (outs, ins) = (pairs.Select(pair => pair.OutId).ToArray(), pairs.Select(pair => pair.InId).ToArray());
        errors.Require(outs.Concat(ins).Distinct().Count() == pairs.Count * 2, "pairs", "A transaction can be in one pair only.");
        return (outs, ins);
    }

    private static void Explain(string field, bool[] holds, Errors errors)
    {
        if (!holds[0] || !holds[1])
            errors.Add(field, "The book has no such transaction.");
        else if (!holds[2])
            errors.Add(field, "'outId' must be money out and 'inId' money in.");
        else if (!holds[3])
            errors.Add(field, "Both are in the same account: a transfer is between two.");
        else if (!holds[5])
            errors.Add(field, "The amounts differ: correct one of them, or enter what was kept as an expense of its own.");
    }

    private static async Task RequireAccountAsync(BookSession session, Guid? id, string field, Errors errors, CancellationToken cancel)
    {
        if (id is not null && !await session.Db.Accounts.AnyAsync(row => row.BookId == session.BookId && row.Id == id, cancel))
            errors.Add(field, "The book has no such account.");
    }
}
