using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>Setup, login, logout and who-am-I of the fake API.</summary>
public static class FakeAccess
{
    public const string Cookie = "api-session";

    public static readonly Guid Book = Guid.Parse("0198c0de-0000-7000-8000-00000000b00c");

    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/setup", () => new { required = false, tokenRequired = false });
        v1.MapPost("/setup", (HttpContext http) =>
        {
            SignIn(http, "alice");
            return Results.Json(new { userId = Guid.NewGuid(), bookId = Book }, statusCode: 201);
        });
        v1.MapPost("/auth/login", (Login login, HttpContext http) =>
        {
            if (login.Password != "correct horse battery")
            {
                return FakeApi.Problem(401, "unauthorized");
            }

            SignIn(http, login.Email.Split('@')[0]);
            return Results.NoContent();
        });
        v1.MapPost("/auth/logout", (HttpContext http) =>
        {
            http.Response.Headers.SetCookie = $"{Cookie}=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; samesite=lax; httponly";
            return Results.NoContent();
        });
        v1.MapGet("/auth/me", (HttpContext http) => Person(http) is { } person
            ? Me(person)
            : FakeApi.Problem(401, "unauthorized"));
    }

    /// <summary>Who somebody is.</summary>
    public static IResult Me(string person, string role = "owner") => Results.Json(new
    {
        userId = FakeMembers.Self,
        email = person + "@example.org",
        formToken = TokenOf(person),
        books = person == FakeMembers.Guest ? [] : new[] { BookOf(person, role) },
    });

    /// <summary>The form token of a person's session.</summary>
    public static string TokenOf(string person) => "form-token-of-" + person;

    /// <summary>The person whose cookie came with the request.</summary>
    public static string? Person(HttpContext http) => http.Request.Cookies[Cookie] is { Length: > 0 } person ? person : null;

    public static object BookOf(string person, string role = "owner") => new
    {
        id = Book,
        name = $"Household of {person}",
        role,
        baseCurrency = "JPY",
        currencyDigits = 0,
        timeZone = "Asia/Tokyo",
        locale = person == "hanako" ? "ja" : "en",
        firstDayOfMonth = 1,
        today = "2026-11-20",
        version = 3,
    };

    private static void SignIn(HttpContext http, string person) =>
        http.Response.Headers.SetCookie = $"{Cookie}={person}; path=/; samesite=lax; httponly";

    private sealed record Login(string Email, string Password);
}
