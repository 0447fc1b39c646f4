using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>The sample household of the fake API: in the book of the person called sampler, in nobody else's.</summary>
public static class FakeSample
{
    public const string Person = "sampler";

    public static void Map(IEndpointRouteBuilder book)
    {
        book.MapGet("/sample", (HttpContext http) => FakeAccess.Person(http) == Person
            ? new { loaded = true, transactions = 2_900, accounts = 5, goals = 4 }
            : new { loaded = false, transactions = 0, accounts = 0, goals = 0 });
        book.MapPost("/sample", (HttpContext http) => Changed(http, new { created = 2_900, accounts = 5, goals = 4, from = "2023-11-01", to = "2026-11-20" }, 201));
        book.MapDelete("/sample", (HttpContext http) => Changed(http, null, 204));
    }

    /// <summary>A book in which there is nothing.</summary>
    public static void Empty(FakeApi api) =>
        api.Answers[$"GET books/{FakeAccess.Book}/accounts"] = Results.Json(new { items = Array.Empty<object>(), next = (string?)null });

    private static IResult Changed(HttpContext http, object? body, int status)
    {
        http.Response.Headers["SmartMoney-Change"] = FakeLedger.Change;
        return body is null ? Results.StatusCode(status) : Results.Json(body, statusCode: status);
    }
}
