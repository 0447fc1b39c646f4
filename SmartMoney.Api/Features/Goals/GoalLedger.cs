using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Reports;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Calendar;
using SmartMoney.Domain.Goals;

namespace SmartMoney.Api.Features.Goals;

/// <summary>The part of a book's ledger that some goals are computed from, read once for all of them.</summary>
internal sealed class GoalLedger
{
    private readonly DateOnly today;
    private readonly int firstDay;
    private readonly List<(DateOnly From, DateOnly To)> windows;
    private readonly ILookup<int, FlowRow> rows;

    private GoalLedger(BookSession session, List<(DateOnly From, DateOnly To)> windows, IEnumerable<FlowRow> rows)
    {
        (today, firstDay) = (session.Today, session.Book.FirstDayOfMonth);
        (this.windows, this.rows) = (windows, rows.ToLookup(row => row.Window));
    }

    /// <summary>Reads what the goals need.</summary>
    public static async Task<GoalLedger> ReadAsync(BookSession session, IReadOnlyList<Goal> goals, CancellationToken cancel)
    {
        if (goals.Count == 0)
            return new(session, [], []);
        var (today, firstDay) = (session.Today, session.Book.FirstDayOfMonth);
        // The days of whole months that do not count: before a start in mid-month, and after today.
        var edges = goals.Where(goal => goal.StartDate <= today)
            .Select(goal => Before(goal.StartDate!.Value, firstDay))
            .Append((From: today.AddDays(1), To: BookMonth.Of(today, firstDay).End(firstDay)))
            .Where(window => window.From <= window.To).Distinct().ToList();
        var flows = await session.FlowsAsync(
            CategoryTotals.Label(BookMonth.Of(today, firstDay)), edges, goals.Any(goal => goal.StartDate is null), cancel);
        return new(session, edges, flows);
    }

    /// <summary>What counts for a goal.</summary>
    /// <param name="goal">One of those that were read.</param>
    /// <param name="accounts">The accounts whose rows count; none counts the whole book.</param>
    public GoalSavings Of(Goal goal, IReadOnlyCollection<Guid> accounts)
    {
        var scope = accounts.Count == 0 ? null : accounts.ToHashSet();
        var whole = Of(0).GroupBy(row => row.Month!.Value)
            .ToDictionary(month => new BookMonth(month.Key.Year, month.Key.Month), Sum);
        var start = goal.StartDate ?? Of(-1).Min(row => row.FirstDay) ?? today;
        var before = goal.StartDate is null ? default : Window(Before(start, firstDay));
        var after = Window((today.AddDays(1), BookMonth.Of(today, firstDay).End(firstDay)));
        return new(start, GoalMonths.Since(whole, before, after, start, today, firstDay), GoalMonths.Complete(whole, today, firstDay));

        IEnumerable<FlowRow> Of(int window) => rows[window].Where(row => scope?.Contains(row.AccountId) != false);
        FlowSums Window((DateOnly From, DateOnly To) days) => Sum(Of(windows.IndexOf(days) is var at and >= 0 ? at + 1 : int.MaxValue));
    }

    private static (DateOnly From, DateOnly To) Before(DateOnly start, int firstDay) => (BookMonth.Of(start, firstDay).Start(firstDay), start.AddDays(-1));

    private static FlowSums Sum(IEnumerable<FlowRow> rows) =>
        rows.Aggregate(default(FlowSums), (sum, row) => sum + new FlowSums(row.Income, row.Expense, row.Unconverted));
}

/// <summary>What counts for a goal.</summary>
/// <param name="Start">The first day that counts.</param>
/// <param name="Months">Since the start.</param>
/// <param name="Complete">The last complete ones.</param>
internal sealed record GoalSavings(DateOnly Start, IReadOnlyList<GoalMonth> Months, IReadOnlyList<GoalMonth> Complete);
