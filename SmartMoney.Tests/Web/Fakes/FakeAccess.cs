using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>Setup, login, logout and who-am-I of the fake API.</summary>
public static class FakeAccess
{
    public const string Cookie = "api-session";

    /// <summary>Cookie of a sign-in that waits for its second factor.</summary>
    public const string Begun = "api-signin";

    /// <summary>Somebody whose session has ended: the API takes the cookie away.</summary>
    public const string Ended = "ended";

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

            var person = login.Email.Split('@')[0];
            if (person == "hanako")
            {
                http.Response.Headers.SetCookie = $"{Begun}={person}; path=/; samesite=lax; httponly";
                return Results.Json(new { next = "second-factor", methods = new[] { "totp", "recoveryCode", "passkey" } });
            }

            SignIn(http, person);
            return Results.NoContent();
        });
        v1.MapPost("/auth/second-factor", (Second second, HttpContext http) =>
        {
            if (http.Request.Cookies[Begun] is not { Length: > 0 } person)
            {
                return FakeApi.Problem(401, "sign-in-again");
            }

            if (second.Code != FakeAccount.Code)
            {
                return FakeApi.Problem(401, "wrong-code");
            }

            SignIn(http, person);
            return Results.NoContent();
        });
        v1.MapPost("/auth/reset/read", (Opened opened) => opened.Token == FakeMembers.Link
            ? Results.Json(new { email = "alice@example.org", expiresAt = "2026-11-20T01:30:00Z" })
            : FakeApi.Problem(404, "not-found"));
        v1.MapPost("/auth/reset", (Opened opened) => opened.Password switch
        {
            _ when opened.Token != FakeMembers.Link => FakeApi.Problem(404, "not-found"),
            { Length: >= 10 } => Results.NoContent(),
            _ => FakeApi.Problem(422, "validation", new { password = new[] { "Too short." } }),
        });
        v1.MapPost("/auth/logout", (HttpContext http) =>
        {
            SignOut(http);
            return Results.NoContent();
        });
        v1.MapGet("/auth/me", (HttpContext http) =>
        {
            if (Person(http) is not { } person)
            {
                return FakeApi.Problem(401, "unauthorized");
            }

            if (person != Ended)
            {
                return Me(person);
            }

            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            SignOut(http);
            return FakeApi.Problem(401, "unauthenticated");
        });
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

    private static void SignOut(HttpContext http) =>
        http.Response.Headers.SetCookie = $"{Cookie}=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; samesite=lax; httponly";

    private sealed record Login(string Email, string Password);

    private sealed record Second(string? Code);

    private sealed record Opened(string? Token, string? Password);
}
