namespace SmartMoney.Domain.Sample;

/// <summary>Something that is going to be earned or spent.</summary>
/// <param name="RefundAfter">In so many days the money comes back; null keeps it spent.</param>
/// <param name="SortedLate">Whether it is put into its category only weeks later.</param>
internal sealed record Planned(DateOnly Date, SamplePurse Purse, string Category, long Amount, string Payee, int? RefundAfter = null, bool SortedLate = false);

/// <summary>What a month holds: always the same for the same month.</summary>
internal static class SamplePlan
{
    private const ulong Seed = 0x5A4D_504C_4520_3336;

    /// <summary>All of a month, earnings first.</summary>
    /// <param name="month">Its first day.</param>
    /// <param name="words">The language.</param>
    public static IEnumerable<Planned> Of(DateOnly month, SampleWords words)
    {
        var dice = new Dice(Seed ^ ((ulong)((month.Year * 12) + month.Month) << 20));
        var regular = RegularLine.All.Where(line => line.Months.Contains(month.Month))
            .Select(line => new Planned(line.In(month), line.Purse, line.Category, dice.Between(line.Least, line.Most), words.Of(line.Payees)));
        return regular.Concat(HabitLine.All.SelectMany(line => Of(line, month, dice, words))).ToList().OrderByDescending(planned => planned.Amount > 0);
    }

    private static IEnumerable<Planned> Of(HabitLine line, DateOnly month, Dice dice, SampleWords words)
    {
        var days = Enumerable.Range(0, DateTime.DaysInMonth(month.Year, month.Month)).Select(month.AddDays).Where(line.FallsOn).ToList();
        for (var times = dice.Between(line.FewestTimes, line.MostTimes); times > 0; times--)
        {
            var amount = -line.Step * (dice.Between(line.Least, line.Most) / line.Step);
            int? refund = dice.Happens(line.RefundPercent) ? (int)dice.Between(4, 11) : null;
            yield return new(dice.Of(days), line.Purse, line.Category, amount, Payee(line, dice, words), refund, line.SortedLate);
        }
    }

    // One number for both languages, so that they spend the same.
    private static string Payee(HabitLine line, Dice dice, SampleWords words)
    {
        var number = (int)dice.Between(0, 999);
        return words.Of([.. line.Payees.Select(names => names[number % names.Count])]);
    }
}
