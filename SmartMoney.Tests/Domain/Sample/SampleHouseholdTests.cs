using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using SmartMoney.Domain.Categories;
using SmartMoney.Domain.Goals;
using SmartMoney.Domain.Sample;
using Xunit;

namespace SmartMoney.Tests.Domain.Sample;

public sealed class SampleHouseholdTests
{
    /// <summary>The days on which calendars go wrong, and some around paydays, bonuses and bills.</summary>
    public static TheoryData<string> Days => [
        "2028-02-29", "2024-02-29", "2027-02-28", "2026-12-31", "2026-01-31", "2027-01-01", "2026-03-01", "2026-10-25", "2026-11-22", "2026-06-10",
        "2026-12-10", "2026-12-14", "2026-08-27", "2027-03-01", "2026-05-31", "2031-07-15",
    ];

    // 2000 to 2099.
    private static Arbitrary<DateOnly> AnyDay => Gen.Choose(0, 36_500).Select(days => new DateOnly(2000, 1, 1).AddDays(days)).ToArbitrary();

    [Theory]
    [MemberData(nameof(Days))]
    public void No_balance_goes_where_no_household_would_let_it(string today) => ShouldBeSane(DateOnly.Parse(today));

    [Fact]
    public void No_balance_goes_astray_whatever_today_is() => Prop.ForAll(AnyDay, ShouldBeSane).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Theory]
    [MemberData(nameof(Days))]
    public void The_same_day_gives_the_same_household_and_the_next_day_adds_to_it(string today)
    {
        var day = DateOnly.Parse(today);
        var (once, again) = (SampleHousehold.Of(day, "ja"), SampleHousehold.Of(day, "ja"));
        again.Rows.ShouldBe(once.Rows);
        again.Goals.ShouldBe(once.Goals);
        again.Accounts.ShouldBe(once.Accounts);

        var later = SampleHousehold.Of(day.AddDays(1), "ja");
        if (later.From == once.From)
            later.Rows.Take(once.Rows.Count).Select(Money).ShouldBe(once.Rows.Select(Money));
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Three_whole_years_and_the_days_up_to_today_are_there(string today)
    {
        var day = DateOnly.Parse(today);
        var sample = SampleHousehold.Of(day, "en");
        sample.From.ShouldBe(new DateOnly(day.Year, day.Month, 1).AddMonths(-36));
        sample.To.ShouldBe(day);
        sample.Rows.ShouldAllBe(row => row.Date >= sample.From && row.Date <= day && row.Amount != 0);
        sample.Rows.Select(row => row.Date).ShouldBe(sample.Rows.Select(row => row.Date).Order());
        for (var month = sample.From; month.AddMonths(1) <= day; month = month.AddMonths(1))
            sample.Rows.Count(row => row.Date >= month && row.Date < month.AddMonths(1)).ShouldBeGreaterThan(60, $"{month}");
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Every_transfer_has_two_sides_that_add_up_to_nothing(string today)
    {
        var sample = SampleHousehold.Of(DateOnly.Parse(today), "ja");
        var transfers = sample.Rows.Where(row => row.Transfer is not null).GroupBy(row => row.Transfer).ToList();
        transfers.Count.ShouldBeGreaterThan(150);
        foreach (var sides in transfers)
        {
            sides.Count().ShouldBe(2);
            sides.Sum(side => side.Amount).ShouldBe(0);
            sides.Select(side => side.Purse).Distinct().Count().ShouldBe(2);
            sides.ShouldAllBe(side => side.Category == null && !side.IsExcluded && !side.IsLoose);
        }

        sample.Rows.Where(row => row.IsLoose).Select(row => row.Amount).Order().Sum().ShouldBe(0);
        sample.Rows.Count(row => row.IsLoose).ShouldBe(4);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void The_goals_come_out_as_they_are_meant_to(string today)
    {
        var day = DateOnly.Parse(today);
        var sample = SampleHousehold.Of(day, "ja");
        sample.Goals.Select(goal => goal.HorizonYears).ShouldBe(GoalTerms.Horizons);
        sample.Goals.Select(goal => Figures(sample, goal).Status).ShouldBe([GoalStatus.Ahead, GoalStatus.OnTrack, GoalStatus.Behind, GoalStatus.OnTrack]);
    }

    [Fact]
    public void The_goals_come_out_so_whatever_today_is() =>
        Prop.ForAll(AnyDay, day => The_goals_come_out_as_they_are_meant_to($"{day:yyyy-MM-dd}")).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void A_salary_comes_on_the_25th_or_on_the_weekday_before_and_a_bonus_twice_a_year()
    {
        var salaries = SampleHousehold.Of(new(2026, 11, 30), "en").Rows.Where(row => row.Payee == "Salary").ToList();
        salaries.Count.ShouldBe(37);
        salaries.ShouldAllBe(row => row.Date.DayOfWeek != DayOfWeek.Saturday && row.Date.DayOfWeek != DayOfWeek.Sunday && row.Date.Day >= 23 && row.Date.Day <= 25);
        salaries.ShouldContain(row => row.Date == new DateOnly(2026, 10, 23), "the 25th is a Sunday");
        SampleHousehold.Of(new(2026, 10, 22), "en").Rows[^1].Date.ShouldBe(new(2026, 10, 22));

        var rows = SampleHousehold.Of(new(2026, 11, 30), "ja").Rows;
        rows.Where(row => row.Payee.EndsWith("賞与", StringComparison.Ordinal)).Select(row => row.Date.Month).ShouldBe([12, 6, 12, 6, 12, 6]);
    }

    [Fact]
    public void Refunds_lower_what_was_spent_in_their_category()
    {
        var refunds = SampleHousehold.Of(new(2026, 11, 22), "en").Rows.Where(row => row.Payee.EndsWith(", refund", StringComparison.Ordinal)).ToList();
        refunds.Count.ShouldBeGreaterThan(10);
        refunds.ShouldAllBe(row => row.Amount > 0 && !row.Category!.StartsWith("income", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Only_what_is_recent_waits_for_a_category(string today)
    {
        var sample = SampleHousehold.Of(DateOnly.Parse(today), "en");
        var waiting = sample.Rows.Where(row => row is { Category: null, Transfer: null, IsExcluded: false, IsLoose: false }).ToList();
        waiting.Count.ShouldBeInRange(1, 12);
        waiting.ShouldAllBe(row => row.Date >= sample.To.AddDays(-45));
    }

    [Fact]
    public void Both_languages_tell_of_the_same_money_and_every_category_is_in_the_default_tree()
    {
        var (english, japanese) = (SampleHousehold.Of(new(2026, 11, 22), "en-GB"), SampleHousehold.Of(new(2026, 11, 22), "ja-JP"));
        english.Rows.Select(Money).ShouldBe(japanese.Rows.Select(Money));
        english.Goals.Select(goal => goal.Target).ShouldBe(japanese.Goals.Select(goal => goal.Target));
        english.Rows.ShouldAllBe(row => row.Payee.All(letter => letter < 256));
        japanese.Rows.ShouldAllBe(row => row.Payee.Any(letter => letter > 256));
        english.Accounts.Select(account => account.Name).Intersect(japanese.Accounts.Select(account => account.Name)).ShouldBeEmpty();
        var keys = DefaultCategories.All.Select(category => category.Key).ToHashSet();
        english.Rows.ShouldAllBe(row => row.Category == null || keys.Contains(row.Category));
        english.Rows.ShouldAllBe(row => row.Category == null || !row.Category.StartsWith("cash-card", StringComparison.Ordinal));
    }

    [Fact]
    public void The_numbers_of_a_given_day_stay_the_same_for_ever()
    {
        var sample = SampleHousehold.Of(new(2026, 11, 22), "en");
        (sample.Rows.Count, sample.Rows.Sum(row => row.Amount)).ShouldBe((3723, 4_192_083));
    }

    private static (DateOnly, SamplePurse, long, bool) Money(SampleRow row) => (row.Date, row.Purse, row.Amount, row.IsExcluded);

    private static GoalFigures Figures(SampleHousehold sample, SampleGoal goal) => GoalFigures.Of(
        new(goal.Target, goal.StartingAmount, goal.HorizonYears, TargetDate: null), goal.Start, sample.To,
        sample.Rows.Where(row => row.Date >= goal.Start && row is { Transfer: null, IsExcluded: false }).Sum(row => row.Amount));

    // After every single row, not only at the end of a day.
    private static void ShouldBeSane(DateOnly today)
    {
        var sample = SampleHousehold.Of(today, "en");
        var balances = sample.Accounts.ToDictionary(account => account.Purse, account => account.OpeningBalance);
        foreach (var row in sample.Rows)
        {
            var balance = balances[row.Purse] += row.Amount;
            var (least, most) = row.Purse switch
            {
                SamplePurse.Card => (-500_000, 0),
                SamplePurse.Cash => (0, 60_000),
                SamplePurse.EMoney => (0, 10_000),
                SamplePurse.Bank => (0, 2_000_000),
                _ => (0, 10_000_000L),
            };
            balance.ShouldBeInRange(least, most, $"{row} of {today}");
        }
    }
}
