using SmartMoney.Web.Backend;
using SmartMoney.Web.Formatting;

namespace SmartMoney.Web.Dashboard;

/// <summary>One month of the chart, in units of its drawing: 100 wide a month, <see cref="CashflowChart.Height"/> high.</summary>
/// <param name="Left">Left edge of the month.</param>
/// <param name="IncomeHeight">Height of the income bar.</param>
/// <param name="ExpenseHeight">Height of the expense bar.</param>
public sealed record CashflowBar(Month Month, CashflowItem Item, int Left, int IncomeHeight, int ExpenseHeight);

/// <summary>Income and expense of some months as bars over a common scale. Amounts are minor units.</summary>
/// <param name="Bars">One a month, oldest first.</param>
/// <param name="Ticks">Values of the scale's lines, highest first, the last is zero.</param>
public sealed record CashflowChart(IReadOnlyList<CashflowBar> Bars, IReadOnlyList<long> Ticks)
{
    /// <summary>Height of the drawing.</summary>
    public const int Height = 200;

    /// <summary>Width of a month in the drawing.</summary>
    public const int Step = 100;

    /// <summary>Width of the drawing.</summary>
    public int Width => Math.Max(1, Bars.Count) * Step;

    /// <summary>True where no month has anything to draw.</summary>
    public bool IsEmpty => Bars.All(bar => bar.Item is { Income: 0, Expense: 0 });

    /// <summary>Lays the months out.</summary>
    public static CashflowChart Of(IEnumerable<CashflowItem> items)
    {
        var months = items.Select(item => (Item: item, Parsed: Month.TryParse(item.Period, out var month), Month: month))
            .Where(entry => entry.Parsed)
            .ToList();
        var most = months.Select(entry => Math.Max(entry.Item.Income, -entry.Item.Expense)).Append(0).Max();
        var ticks = Scale(most);
        var bars = months.Select((entry, i) => new CashflowBar(
            entry.Month, entry.Item, i * Step, Tall(entry.Item.Income, ticks[0]), Tall(-entry.Item.Expense, ticks[0])));
        return new CashflowChart([.. bars], ticks);
    }

    /// <summary>Lines at round numbers (1, 2 or 5 and zeros), two to five of them, the highest at or above <paramref name="most"/>.</summary>
    public static IReadOnlyList<long> Scale(long most)
    {
        decimal step = 1;
        for (var i = 0; step * 4 < most; i++)
        {
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        }

        var lines = Math.Max(1, (int)decimal.Ceiling(most / step));
        return [.. Enumerable.Range(0, lines + 1).Select(line => (long)(step * (lines - line)))];
    }

    // What would round to nothing still shows that there was something.
    private static int Tall(long amount, long top) =>
        amount <= 0 ? 0 : Math.Max(1, (int)decimal.Round((decimal)amount * Height / top, MidpointRounding.AwayFromZero));
}
