using SmartMoney.Domain.Money;

namespace SmartMoney.Domain.Goals;

/// <summary>How the last months compare with what a goal needs.</summary>
public enum AchievabilityLevel
{
    /// <summary>100 % or more.</summary>
    OnTrack,

    /// <summary>80 % or more.</summary>
    Achievable,

    /// <summary>50 % or more.</summary>
    Challenging,

    /// <summary>0 % or more.</summary>
    Deficit,

    /// <summary>Less: more goes out than comes in.</summary>
    Severe,
}

/// <summary>Whether the last complete months, taken together, save what a goal needs.</summary>
/// <param name="Months">Complete months that were looked at, 0 to 12.</param>
/// <param name="AverageNet">Their average income less expense, in minor units, rounded half away from zero; null without a month.</param>
/// <param name="Percent">The average of what is needed, in whole per cent, rounded half away from zero; null without a month, and when nothing is needed.</param>
/// <param name="Level">By <paramref name="Percent"/> as it is shown; null with it.</param>
public sealed record Achievability(int Months, long? AverageNet, long? Percent, AchievabilityLevel? Level)
{
    /// <summary>Compares months with what is needed.</summary>
    /// <param name="complete">The last complete months.</param>
    /// <param name="neededPerMonth">What the goal needs in each remaining month; 0 when nothing is needed any more.</param>
    /// <param name="extraPerMonth">What if so much more, or less, were saved a month: <see cref="AverageNet"/> stays as it is.</param>
    public static Achievability Of(IReadOnlyCollection<GoalMonth> complete, long neededPerMonth, long extraPerMonth = 0)
    {
        if (complete.Count == 0)
            return new(0, null, null, null);
        var net = complete.Aggregate(Int128.Zero, (sum, month) => sum + month.Sums.Net);
        var average = Quotient.Saturated(Quotient.Of(net, complete.Count));
        if (neededPerMonth == 0)
            return new(complete.Count, average, null, null);
        var percent = Quotient.Saturated(Quotient.Of(((Int128)average + extraPerMonth) * 100, neededPerMonth));
        return new(complete.Count, average, percent, LevelOf(percent));
    }

    private static AchievabilityLevel LevelOf(long percent) => percent switch
    {
        >= 100 => AchievabilityLevel.OnTrack,
        >= 80 => AchievabilityLevel.Achievable,
        >= 50 => AchievabilityLevel.Challenging,
        >= 0 => AchievabilityLevel.Deficit,
        _ => AchievabilityLevel.Severe,
    };
}
