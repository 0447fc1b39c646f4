using Shouldly;
using SmartMoney.Domain.Calendar;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Data;

/// <summary>The database's <c>book_month</c> and the domain's <see cref="BookMonth"/> are one rule in two languages.</summary>
[Trait("needs", "postgres")]
public abstract class BookMonthTests(PostgresDatabase database)
{
    // Every kind of year: with and without a leap day, before and after one, and a century without.
    [RequiresTheory]
    [InlineData(1900, 1905)]
    [InlineData(1999, 2004)]
    [InlineData(2096, 2101)]
    [InlineData(2198, 2199)]
    public async Task Every_day_has_the_month_that_the_domain_gives_it(int firstYear, int lastYear)
    {
        var (from, to) = (new DateOnly(firstYear, 1, 1), new DateOnly(lastYear, 12, 31));
        await using var command = database.App.CreateCommand("""
            SELECT day, first_day, book_month(day, first_day)
            FROM generate_series(1, 31) AS first_day, (SELECT $1 + n AS day FROM generate_series(0, $2) AS n) days
            """);
        command.Parameters.Add(new() { Value = from });
        command.Parameters.Add(new() { Value = to.DayNumber - from.DayNumber });
        await using var reader = await command.ExecuteReaderAsync();
        var (days, different) = (0, new List<string>());
        while (await reader.ReadAsync())
        {
            var (day, firstDay, month) = (await reader.GetFieldValueAsync<DateOnly>(0), reader.GetInt32(1), await reader.GetFieldValueAsync<DateOnly>(2));
            var expected = BookMonth.Of(day, firstDay);
            if (month != new DateOnly(expected.Year, expected.Month, 1))
                different.Add($"{day:O} with first day {firstDay}: {month:O}, not {expected}");
            days++;
        }

        different.ShouldBeEmpty();
        days.ShouldBe(31 * (to.DayNumber - from.DayNumber + 1));
    }
}

public sealed class BookMonthTestsOn15(Postgres15 database) : BookMonthTests(database), IClassFixture<Postgres15>;

public sealed class BookMonthTestsOn18(Postgres18 database) : BookMonthTests(database), IClassFixture<Postgres18>;
