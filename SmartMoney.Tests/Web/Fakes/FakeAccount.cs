using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>One's own account in the fake API: hanako has a second factor and deleted a book, everybody else has neither.</summary>
public static class FakeAccount
{
    public const string Password = "correct horse battery";

    /// <summary>The code that the fake API takes, where it asks for one.</summary>
    public const string Code = "123456";

    public const string Secret = "JBSW Y3DP EHPK 3PXP";

    public const string QrPath = "M4 4h7v1h-7z";

    public static readonly string[] Codes = [.. Enumerable.Range(0, 10).Select(i => $"abcd-efgh-jkmn-pqr{i}")];

    public static readonly Guid OtherSession = FakeSettings.Id(601);
    public static readonly Guid Trusted = FakeSettings.Id(602);
    public static readonly Guid DeletedBook = FakeSettings.Id(603);

    public static void Map(IEndpointRouteBuilder v1)
    {
        var account = v1.MapGroup("/account");
        account.MapGet("", (HttpContext http) => Profile(FakeAccess.Person(http)!));
        account.MapPost("/password", (NewPassword sent) => sent.CurrentPassword == Password ? Results.NoContent() : Wrong("currentPassword"));
        account.MapPost("/email", (Again sent) => sent.Password == Password ? Results.NoContent() : Wrong("password"));
        account.MapPost("/totp", (Again sent) => sent.Password == Password
            ? Results.Json(new { secret = Secret, uri = "otpauth://totp/SmartMoney:alice?secret=JBSWY3DPEHPK3PXP", qr = new { size = 29, path = QrPath } })
            : Wrong("password"));
        account.MapPost("/totp/confirm", (Shown sent) => sent.Code == Code ? Results.Json(new { recoveryCodes = Codes }) : Wrong("code"));
        account.MapPost("/totp/remove", (Again sent) => sent.Password == Password ? Results.NoContent() : Wrong("password"));
        account.MapPost("/recovery-codes", (Again sent) => sent.Password == Password ? Results.Json(new { recoveryCodes = Codes }) : Wrong("password"));
        account.MapGet("/passkeys", (HttpContext http) => List(HasMore(http)
            ? [new { id = "cGhvbmU", name = "Phone", createdAt = "2026-10-03T08:00:00Z" }, new { id = "bGFwdG9w", name = "The laptop in the kitchen", createdAt = "2026-11-03T08:00:00Z" }]
            : []));
        account.MapPost("/passkeys/{id}/remove", (string id, Again sent) => id != "cGhvbmU" ? FakeApi.Problem(404, "not-found") : sent.Password == Password ? Results.NoContent() : Wrong("password"));
        account.MapGet("/sessions", () => List(
            Session(OtherSession, false, "Safari on iPhone", "2001:db8:1234:5678:9abc:def0:1234:5678"), Session(FakeSettings.Id(600), true, "Firefox on Linux", "192.0.2.7")));
        account.MapDelete("/sessions/{id:guid}", (Guid id) => id == OtherSession ? Results.NoContent() : FakeApi.Problem(404, "not-found"));
        account.MapDelete("/sessions", () => Results.NoContent());
        account.MapGet("/trusted-browsers", (HttpContext http) => List(HasMore(http)
            ? [new { id = Trusted, device = "Chrome on Windows", address = "192.0.2.9", createdAt = "2026-11-01T08:00:00Z", expiresAt = "2026-12-01T08:00:00Z" }]
            : []));
        account.MapDelete("/trusted-browsers/{id:guid}", () => Results.NoContent());
        account.MapDelete("/trusted-browsers", () => Results.NoContent());
        account.MapPost("/deletion", (Again sent) => sent.Password == Password ? Results.NoContent() : Wrong("password"));
        v1.MapGet("/books/deleted", (HttpContext http) => List(HasMore(http)
            ? [new { id = DeletedBook, name = "The club", deletedAt = "2026-11-18T08:00:00Z", until = "2026-11-25T08:00:00Z" }]
            : []));
        v1.MapDelete("/books/{id:guid}/deletion", (Guid id) => id == DeletedBook ? Results.Json(FakeAccess.BookOf("hanako")) : FakeApi.Problem(404, "not-found"));
        v1.MapPost("/books/{id:guid}/deletion", (Named sent) => sent.Name.StartsWith("Household of ", StringComparison.Ordinal)
            ? Results.Json(new { until = "2026-11-27T08:00:00Z" })
            : Wrong("name"));
        v1.MapGet("/books/{id:guid}/audit", () => new { items = Log(), next = "older" });
    }

    /// <summary>What the API tells of somebody.</summary>
    public static IResult Profile(string person, bool isOperator = false)
    {
        var more = person == "hanako";
        return Results.Json(new
        {
            userId = FakeMembers.Self, email = person + "@example.org", createdAt = "2026-01-03T08:00:00Z", isOperator,
            totp = more, recoveryCodes = more ? 8 : 0, passkeys = more ? 2 : 0,
        });
    }

    private static bool HasMore(HttpContext http) => FakeAccess.Person(http) == "hanako";

    private static object List(params object[] items) => new { items, next = (string?)null };

    private static IResult Wrong(string field) => FakeApi.Problem(422, "validation", new Dictionary<string, string[]> { [field] = ["It is wrong."] });

    private static object Session(Guid id, bool current, string device, string address) => new
    {
        id, current, device, address, createdAt = "2026-11-01T08:00:00Z", lastSeenAt = "2026-11-20T01:00:00Z", expiresAt = "2026-12-20T08:00:00Z",
    };

    private static object[] Log() =>
    [
        Entry(5, "roleChanged", "alice@example.org", "bob@example.org: viewer"), Entry(4, "invited", "alice@example.org", "editor"),
        Entry(3, "tokenMade", "bob.with.a.rather.long.address@example.org", "Laptop script"), Entry(2, "signInFailed", null, "bob@example.org"),
        Entry(1, "signedIn", "alice@example.org", null),
    ];

    private static object Entry(int id, string kind, string? who, string? subject) => new
    {
        id = FakeSettings.Id(700 + id), at = "2026-11-19T21:14:00Z", kind, who, subject, device = "Firefox on Linux", address = "192.0.2.7",
    };

    private sealed record Again(string? Password);

    private sealed record NewPassword(string? CurrentPassword);

    private sealed record Shown(string? Code);

    private sealed record Named(string Name);
}
