using Shouldly;
using SmartMoney.Domain.Calendar;
using SmartMoney.Domain.Goals;
using Xunit;

namespace SmartMoney.Tests.Domain.Goals;

public class AchievabilityTests
{
    [Theory]
    [InlineData(100_000, 100, AchievabilityLevel.OnTrack)]
    [InlineData(99_500, 100, AchievabilityLevel.OnTrack)]
    [InlineData(99_499, 99, AchievabilityLevel.Achievable)]
    [InlineData(80_000, 80, AchievabilityLevel.Achievable)]
    [InlineData(79_000, 79, AchievabilityLevel.Challenging)]
    [InlineData(50_000, 50, AchievabilityLevel.Challenging)]
    [InlineData(49_000, 49, AchievabilityLevel.Deficit)]
    [InlineData(0, 0, AchievabilityLevel.Deficit)]
    [InlineData(-1_000, -1, AchievabilityLevel.Severe)]
    [InlineData(-250_000, -250, AchievabilityLevel.Severe)]
    public void The_level_goes_by_the_per_cent_that_is_shown(long net, long percent, AchievabilityLevel level) =>
        Achievability.Of([Month(net)], 100_000).ShouldBe(new(1, net, percent, level));

    [Fact]
    public void Months_are_averaged_empty_ones_too()
    {
        Achievability.Of([Month(100), Month(0), Month(-1)], 100).ShouldBe(new(3, 33, 33, AchievabilityLevel.Deficit));
        Achievability.Of([Month(1), Month(0)], 1).AverageNet.ShouldBe(1);
        Achievability.Of([Month(-1), Month(0)], 1).AverageNet.ShouldBe(-1);
    }

    [Fact]
    public void Without_a_month_or_with_nothing_needed_there_is_no_level()
    {
        Achievability.Of([], 100).ShouldBe(new(0, null, null, null));
        Achievability.Of([Month(40)], 0).ShouldBe(new(1, 40, null, null));
    }

    [Fact]
    public void More_a_month_raises_the_per_cent_and_not_the_average() =>
        Achievability.Of([Month(60_000)], 100_000, 25_000).ShouldBe(new(1, 60_000, 85, AchievabilityLevel.Achievable));

    [Fact]
    public void Huge_amounts_do_not_overflow()
    {
        Achievability.Of([Month(long.MaxValue), Month(long.MaxValue)], 1).ShouldBe(new(2, long.MaxValue, long.MaxValue, AchievabilityLevel.OnTrack));
        Achievability.Of([Month(long.MinValue)], 1).ShouldBe(new(1, long.MinValue, long.MinValue, AchievabilityLevel.Severe));
    }

    private static GoalMonth Month(long net) =>
        new(new BookMonth(2026, 1), new(2026, 1, 1), new(2026, 1, 31), net > 0 ? new(net, 0, 0) : new(0, net, 0));
}
