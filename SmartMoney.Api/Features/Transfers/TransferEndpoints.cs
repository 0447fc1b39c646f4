using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Features.Transactions;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Transfers;

/// <summary>Money between the household's own accounts: entered, found in files, confirmed, taken apart.</summary>
public static class TransferEndpoints
{
    private const int SuggestionsShown = 100;
    private const int CandidatesCounted = 200;

    public static void MapTransfers(this RouteGroupBuilder book)
    {
        var transfers = book.MapGroup("/transfers");
        transfers.MapPost("", TransferEntry.CreateAsync).WithName("createTransfer").WithSummary("Enter a transfer between two accounts, with its fee");
        transfers.MapDelete("/{id:guid}", TransferPairing.PartAsync).WithName("partTransfer").WithSummary("Take a transfer apart: its sides are transactions of their own again");
        transfers.MapPost("/pair", TransferPairing.PairAsync).WithName("pairTransfers").WithSummary("Make transfers of pairs of transactions");
        transfers.MapGet("/suggestions", SuggestAsync).WithName("listTransferSuggestions").WithSummary("Pairs of transactions that may be one transfer");
        transfers.MapGet("/suggestions/count", CountAsync).WithName("countTransferSuggestions").WithSummary("How many pairs may be transfers");
        transfers.MapPost("/confirm", TransferPairing.ConfirmAsync).WithName("confirmTransfers").WithSummary("Confirm all suggestions, or those between two accounts, once or from now on");
        transfers.MapPost("/dismiss", TransferPairing.DismissAsync).WithName("dismissTransfers").WithSummary("Do not suggest these pairs again");
        transfers.MapGet("/rules", RulesAsync).WithName("listTransferRules").WithSummary("What is paired without asking");
        transfers.MapDelete("/rules/{id:guid}", DropRuleAsync).WithName("deleteTransferRule").WithSummary("Ask again from now on");
    }

    private static async Task<Ok<TransferSuggestions>> SuggestAsync(BookSession session, CancellationToken cancel)
    {
        var best = await session.ReadAsync(TransferSql.Suggestions, [session.BookId, SuggestionsShown],
            row => (Out: row.GetGuid(0), In: row.GetGuid(1), Confidence: (int)row.GetInt16(2), Reason: Enum.Parse<TransferReason>(row.GetString(3))), cancel);
        var kinds = best.Count == 0
            ? []
            : await session.ReadAsync(TransferSql.Kinds, [session.BookId], row => new SuggestedKind(row.GetGuid(0), row.GetGuid(1), row.GetInt32(2)), cancel);
        Guid[] ids = [.. best.SelectMany(pair => new[] { pair.Out, pair.In })];
        var rows = await session.Db.Transactions.AsNoTracking().Where(row => row.BookId == session.BookId && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        return TypedResults.Ok(new TransferSuggestions(
            [.. best.Select(pair => new TransferSuggestion(TransactionView.Of(rows[pair.Out]), TransactionView.Of(rows[pair.In]), pair.Confidence, pair.Reason))], kinds));
    }

    private static async Task<Ok<TransferSuggestionCount>> CountAsync(BookSession session, CancellationToken cancel) =>
        TypedResults.Ok((await session.ReadAsync(TransferSql.Count, [session.BookId, CandidatesCounted],
            row => new TransferSuggestionCount(row.GetInt32(0), row.GetBoolean(1)), cancel))[0]);

    private static async Task<Ok<ListOf<TransferRule>>> RulesAsync(BookSession session, CancellationToken cancel) =>
        TypedResults.Ok(new ListOf<TransferRule>(
            await session.ReadAsync(TransferSql.Rules, [session.BookId],
                row => new TransferRule(row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetFieldValue<DateTimeOffset>(3)), cancel),
            Next: null));

    private static async Task<Results<NoContent, ProblemHttpResult>> DropRuleAsync(Guid id, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        return await session.RunAsync(TransferSql.DropRule, [session.BookId, id], cancel) == 1 ? TypedResults.NoContent() : Problems.NotFound("rule");
    }
}
