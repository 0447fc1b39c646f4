using System.Globalization;
using Shouldly;
using SmartMoney.Web.Languages;
using Xunit;

namespace SmartMoney.Tests.Web.Languages;

/// <summary>Days as a person means them.</summary>
public sealed class DatesTests
{
    [Theory]
    [InlineData("2026-11-30T15:00:00Z", "Asia/Tokyo", "2026-11-30")]
    [InlineData("2026-12-01T00:00:00Z", "UTC", "2026-11-30")]
    [InlineData("2026-12-01T00:00:00Z", "Asia/Tokyo", null)]
    [InlineData("2026-11-30T14:59:59Z", "Asia/Tokyo", null)]
    [InlineData("2026-12-01T00:00:00Z", "No/Where", "2026-11-30")]
    // In Santiago the clocks of 6 September 2026 go from 0:00 to 1:00: the day begins at 1:00.
    [InlineData("2026-09-06T04:00:00Z", "America/Santiago", "2026-09-05")]
    public void What_lasts_until_midnight_lasts_to_the_end_of_the_day_before(string instant, string zone, string? day)
    {
        var end = Dates.EndOf(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), zone);
        end?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(day);
        (end is null).ShouldBe(day is null);
    }
}
