using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>Members and invitations of the fake API: the one who looks, an editor, and one link that waits.</summary>
public static class FakeMembers
{
    /// <summary>Somebody who belongs to no book.</summary>
    public const string Guest = "guest";

    /// <summary>The token of a link that is good.</summary>
    public const string Link = "sm_good";

    public static readonly Guid Self = FakeSettings.Id(500);
    public static readonly Guid Other = FakeSettings.Id(501);
    public static readonly Guid Waiting = FakeSettings.Id(502);

    public static void Map(IEndpointRouteBuilder v1, IEndpointRouteBuilder book)
    {
        book.MapGet("/members", (HttpContext http) => new
        {
            items = new[]
            {
                new { userId = Self, email = $"{FakeAccess.Person(http)}@example.org", role = "owner", joinedAt = "2026-01-03T08:00:00Z", version = 1 },
                new { userId = Other, email = "bob.with.a.rather.long.address@example.org", role = "editor", joinedAt = "2026-10-03T08:00:00Z", version = 4 },
            },
            next = (string?)null,
        });
        book.MapPatch("/members/{id:guid}", () => Results.Json(new { userId = Other, role = "viewer", version = 5 }));
        book.MapDelete("/members/{id:guid}", () => Results.NoContent());
        book.MapGet("/invitations", () => new
        {
            items = new[] { new { id = Waiting, role = "viewer", invitedBy = "alice@example.org", createdAt = "2026-11-18T08:00:00Z", expiresAt = "2026-11-25T08:00:00Z" } },
            next = (string?)null,
        });
        book.MapPost("/invitations", () => Results.Json(
            new { id = Waiting, role = "viewer", token = Link, url = $"https://money.example.org/invitation?token={Link}", expiresAt = "2026-11-27T08:00:00Z" }, statusCode: 201));
        book.MapDelete("/invitations/{id:guid}", () => Results.NoContent());
        v1.MapPost("/invitations/read", (Opened opened) => opened.Token == Link
            ? Results.Json(new { bookName = "Kobayashi", role = "editor", invitedBy = "ann@example.org", expiresAt = "2026-11-27T08:00:00Z" })
            : FakeApi.Problem(404, "not-found"));
        v1.MapPost("/invitations/accept", () => Results.Json(new { userId = Self, bookId = FakeAccess.Book }, statusCode: 201));
        v1.MapPost("/books", () => Results.Json(FakeAccess.BookOf("alice"), statusCode: 201));
    }

    private sealed record Opened(string? Token);
}
