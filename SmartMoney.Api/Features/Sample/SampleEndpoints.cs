using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Features.Goals;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Sample;

/// <summary>The sample household: an invented family's last three years, to look around in. One call brings it, one takes it away.</summary>
public static class SampleEndpoints
{
    public static void AddSample(this IServiceCollection services) => services.AddHostedService<SampleStart>();

    public static void MapSample(this RouteGroupBuilder book)
    {
        var sample = book.MapGroup("/sample");
        sample.MapGet("", GetAsync).WithName("getSample").WithSummary("What of the sample household is in the book");
        sample.MapPost("", LoadAsync).WithName("loadSample").WithSummary("Load the sample household: five accounts, three years up to today, four goals");
        sample.MapDelete("", RemoveAsync).WithName("removeSample")
            .WithSummary("Remove what the sample household brought, changed since or not; what others entered stays, with the accounts that it needs");
    }

    private static async Task<Ok<SampleState>> GetAsync(BookSession session, CancellationToken cancel) =>
        TypedResults.Ok(await StateAsync(session, cancel));

    private static async Task<Results<Created<SampleLoaded>, ProblemHttpResult>> LoadAsync(BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        if ((await StateAsync(session, cancel)).Loaded)
            return Problems.Conflict("sample-loaded", "The sample household is in the book already: remove it first.");
        if (await session.Db.Goals.CountAsync(goal => goal.BookId == session.BookId, cancel) > GoalRules.MostGoals - SampleLoad.Goals)
            return Problems.Conflict("too-many-goals", $"The sample household has {SampleLoad.Goals} goals and the book room for {GoalRules.MostGoals} in all: delete some first.");
        return TypedResults.Created($"/api/v1/books/{session.BookId}/sample", await SampleLoad.RunAsync(session, cancel));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        if (!(await StateAsync(session, cancel)).Loaded)
            return Problems.NotFound("sample household in this book");
        foreach (var sql in SampleSql.Remove)
            await session.RunAsync(sql, [session.BookId], cancel);
        return TypedResults.NoContent();
    }

    private static async Task<SampleState> StateAsync(BookSession session, CancellationToken cancel)
    {
        var counts = await session.ReadAsync(SampleSql.Count, [session.BookId],
            row => (Transactions: row.GetInt32(0), Accounts: row.GetInt32(1), Goals: row.GetInt32(2)), cancel);
        var (transactions, accounts, goals) = counts[0];
        return new(transactions + accounts + goals > 0, transactions, accounts, goals);
    }
}
