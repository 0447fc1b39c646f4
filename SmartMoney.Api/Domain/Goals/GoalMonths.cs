using SmartMoney.Domain.Calendar;

namespace SmartMoney.Domain.Goals;

/// <summary>A month of the book as far as it counts for a goal.</summary>
/// <param name="Month">The book's month.</param>
/// <param name="From">First day that counts: the goal's start in its first month, else the month's first day.</param>
/// <param name="To">Last day that counts: today in the current month, else the month's last day.</param>
/// <param name="Sums">What came in and went out on these days.</param>
public sealed record GoalMonth(BookMonth Month, DateOnly From, DateOnly To, FlowSums Sums);

/// <summary>
/// Cuts a goal's days out of whole months, so that sums by month are enough and only the days of the two months at the
/// edges are ever counted row by row.
/// </summary>
public static class GoalMonths
{
    /// <summary>Most complete months that an average is taken over.</summary>
    public const int MostComplete = 12;

    /// <summary>The months from the start to today, oldest first: from the first with rows on, empty ones too.</summary>
    /// <param name="whole">Sums of whole months of the book; those outside are passed over.</param>
    /// <param name="beforeStart">Of the month of the start, the days before it.</param>
    /// <param name="afterToday">Of the month of today, the days after it.</param>
    /// <param name="start">The first day that counts.</param>
    /// <param name="today">The last day that counts.</param>
    /// <param name="firstDay">The book's first day of the month, 1 to 31.</param>
    public static IReadOnlyList<GoalMonth> Since(
        IReadOnlyDictionary<BookMonth, FlowSums> whole, FlowSums beforeStart, FlowSums afterToday, DateOnly start, DateOnly today, int firstDay)
    {
        if (start > today)
            return [];
        var (first, last) = (BookMonth.Of(start, firstDay), BookMonth.Of(today, firstDay));
        var known = whole.Keys.Where(month => month >= first && month <= last).ToList();
        return known.Count == 0 ? [] : [.. Enumerable.Range(0, last.MonthsSince(known.Min()) + 1).Select(known.Min().AddMonths).Select(Cut)];

        GoalMonth Cut(BookMonth month)
        {
            var sums = whole.GetValueOrDefault(month);
            var (from, to) = month.Range(firstDay);
            if (month == first)
                (sums, from) = (sums - beforeStart, start);
            if (month == last)
                (sums, to) = (sums - afterToday, today);
            return new(month, from, to, sums);
        }
    }

    /// <summary>
    /// The last complete months of the book, oldest first: at most <see cref="MostComplete"/>, none before the first
    /// month with rows, empty ones in between too. The month of today is not complete, not even on its last day.
    /// </summary>
    /// <param name="whole">Sums of whole months of the book.</param>
    /// <param name="today">Today.</param>
    /// <param name="firstDay">The book's first day of the month, 1 to 31.</param>
    public static IReadOnlyList<GoalMonth> Complete(IReadOnlyDictionary<BookMonth, FlowSums> whole, DateOnly today, int firstDay)
    {
        var current = BookMonth.Of(today, firstDay);
        var known = whole.Keys.Where(month => month < current).ToList();
        if (known.Count == 0)
            return [];
        var count = Math.Min(MostComplete, current.MonthsSince(known.Min()));
        return [.. Enumerable.Range(-count, count).Select(current.AddMonths).Select(month =>
        {
            var (from, to) = month.Range(firstDay);
            return new GoalMonth(month, from, to, whole.GetValueOrDefault(month));
        })];
    }
}
