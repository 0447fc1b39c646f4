using SmartMoney.Domain.Goals;
using SmartMoney.Domain.Money;

namespace SmartMoney.Domain.Sample;

/// <summary>
/// The sample's goals. Their targets follow from what the household saves, so that on any day one is ahead, two are on track
/// and one is behind.
/// </summary>
internal static class SampleGoals
{
    public static IReadOnlyList<SampleGoal> Of(IReadOnlyList<SampleRow> rows, DateOnly today, SampleWords words)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        return
        [
            // Seven months have a bonus among them, whatever today is.
            Goal("trip", years: 1, months: 7, starting: 0, percent: 120),
            Goal("car", years: 3, months: 22, starting: 0, percent: 100),
            Goal("home", years: 5, months: SampleHousehold.WholeMonths, starting: 1_200_000, percent: 80),
            Goal("education", years: 10, months: 30, starting: 300_000, percent: 100),
        ];

        // The target of which the pace so far reaches so many per cent.
        SampleGoal Goal(string name, int years, int months, long starting, int percent)
        {
            var start = month.AddMonths(-months);
            var saved = rows.Where(row => row.Date >= start && row.Transfer is null && !row.IsExcluded).Sum(row => row.Amount);
            var projected = GoalFigures.Of(new(Target: 1, starting, years, TargetDate: null), start, today, saved).Projected;
            return new(words["goal." + name], years, start, starting, Rounded(projected * 100 / percent));
        }
    }

    private static long Rounded(long target)
    {
        var step = target < 1_000_000 ? 10_000 : 50_000;
        return Math.Max(Quotient.Saturated(Quotient.Of(target, step)), 1) * step;
    }
}
