namespace SmartMoney.Domain.Goals;

/// <summary>What is to be saved, and until when. Amounts are minor units of the book's base currency.</summary>
/// <param name="Target">What there is to be in the end: more than 0.</param>
/// <param name="StartingAmount">What was there at the start, negative for a debt: it counts as saved, but not in the pace.</param>
/// <param name="HorizonYears">One of <see cref="Horizons"/>, counted from the start; null with a <paramref name="TargetDate"/>.</param>
/// <param name="TargetDate">The day on which it is due; null with <paramref name="HorizonYears"/>.</param>
public sealed record GoalTerms(long Target, long StartingAmount, int? HorizonYears, DateOnly? TargetDate)
{
    /// <summary>The horizons to choose from, in years.</summary>
    public static IReadOnlyList<int> Horizons { get; } = [1, 3, 5, 10];

    /// <summary>The day on which it is due, for a start.</summary>
    public DateOnly Due(DateOnly start) => TargetDate ?? start.AddMonths(12 * (HorizonYears ?? Horizons[0]));
}
