using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>Goals of the fake API: one on track for the whole book, one behind in two accounts, one reached. Today is 20 November 2026.</summary>
public static class FakeGoals
{
    public static readonly Guid Trip = FakeSettings.Id(401);
    public static readonly Guid House = FakeSettings.Id(402);
    public static readonly Guid Cushion = FakeSettings.Id(403);

    public static void Map(IEndpointRouteBuilder book)
    {
        book.MapGet("/goals", (int limit, long? extraPerMonth) => new { items = All(extraPerMonth).Take(limit), next = (string?)null });
        book.MapGet("/goals/{id:guid}", (Guid id, long? extraPerMonth) => Of(id, extraPerMonth));
        book.MapGet("/goals/{id:guid}/explanation", (Guid id) => new { goal = All(null)[IndexOf(id)], months = Months(IndexOf(id)), completeMonths = Complete() });
        book.MapPost("/goals", (HttpContext http) => Changed(http, All(null)[0], 201));
        book.MapPatch("/goals/{id:guid}", (HttpContext http, Guid id) => Changed(http, All(null)[IndexOf(id)]));
        book.MapDelete("/goals/{id:guid}", (HttpContext http) => Changed(http, null, 204));
    }

    private static int IndexOf(Guid id) => id == House ? 1 : id == Cushion ? 2 : 0;

    private static IResult Of(Guid id, long? extra) =>
        id == Trip || id == House || id == Cushion ? Results.Json(All(extra)[IndexOf(id)]) : FakeApi.Problem(404, "not-found");

    private static object[] All(long? extra) =>
    [
        Goal(Trip, "ハワイ旅行", 2_500_000, 1, "2026-06-25", [], 809_000, 0, 211_375, 2_427_000, "onTrack", "2027-08", 164_200, 78, "challenging", extra),
        Goal(House, "A house with a garden for the whole family", 12_000_000, null, "2026-08-15", FakeHousehold.TwoAccounts, 350_000, -200_000, 105_784, -8_130_000, "behind", null, -51_800, -49, "severe", extra),
        Goal(Cushion, "Cushion", 500_000, 3, null, [], 809_000, 0, 0, 5_824_800, "reached", "2026-11", 164_200, null, null, extra),
    ];

    private static object Goal(
        Guid id, string name, long target, int? years, string? start, Guid[] accounts, long since, long starting, long needed, long projected, string status,
        string? reached, long average, long? percent, string? level, long? extra) => new
        {
            id, name, targetAmount = target, horizonYears = years, targetDate = years is null ? "2036-08-15" : null, startDate = start, startingAmount = starting,
            accountIds = accounts, position = 4, currency = "JPY", currencyDigits = 0, start = start ?? "2025-11-03", due = years is null ? "2036-08-15" : "2027-06-25",
            elapsedMonths = 4, totalMonths = 12, remainingMonths = 8, savedSinceStart = since, saved = since + starting, unconverted = accounts.Length, neededPerMonth = needed,
            projected, status, reachedIn = reached, achievability = new { months = 5, averageNet = average, percent, level },
            whatIf = extra is null ? null : new
            {
                extraPerMonth = extra, projected = projected + (8 * extra), status = status == "onTrack" ? "ahead" : status, reachedIn = reached,
                achievability = new { months = 5, averageNet = average, percent, level },
            },
            version = 3,
        };

    // The first and the last month count in part.
    private static object[] Months(int goal) => goal == 2 ? [] :
    [
        Month("2026-06", "2026-06-25", "2026-06-30", 300_000, -135_000, 165_000), Month("2026-07", "2026-07-01", "2026-07-31", 300_000, -142_000, 323_000),
        Month("2026-08", "2026-08-01", "2026-08-31", 310_000, -149_000, 484_000), Month("2026-09", "2026-09-01", "2026-09-30", 310_000, -138_000, 656_000),
        Month("2026-10", "2026-10-01", "2026-10-31", 310_000, -145_000, 821_000), Month("2026-11", "2026-11-01", "2026-11-20", 0, -12_000, 809_000),
    ];

    private static object[] Complete() => [Month("2026-09", "2026-09-01", "2026-09-30", 310_000, -138_000, 172_000), Month("2026-10", "2026-10-01", "2026-10-31", 310_000, -145_000, 337_000)];

    private static object Month(string month, string from, string to, long income, long expense, long cumulative) =>
        new { month, from, to, income, expense, net = income + expense, cumulative, unconverted = 0 };

    private static IResult Changed(HttpContext http, object? body, int status = 200)
    {
        http.Response.Headers["SmartMoney-Change"] = FakeLedger.Change;
        return body is null ? Results.StatusCode(status) : Results.Json(body, statusCode: status);
    }
}
