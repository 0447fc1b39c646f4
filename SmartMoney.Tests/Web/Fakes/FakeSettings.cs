using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>Book, categories and tokens of the fake API.</summary>
public static class FakeSettings
{
    public static readonly Guid Home = Id(1);
    public static readonly Guid Rent = Id(2);

    public static void Map(IEndpointRouteBuilder v1, IEndpointRouteBuilder book)
    {
        v1.MapGet("/books/{id:guid}", () => FakeAccess.BookOf("alice"));
        v1.MapPatch("/books/{id:guid}", (HttpContext http) => Changed(http, FakeAccess.BookOf("alice")));
        book.MapGet("/categories", () => new { items = Categories(), next = (string?)null });
        book.MapPost("/categories", (HttpContext http) => Changed(http, Category(99, null, "New", "expense", 9), 201));
        book.MapPatch("/categories/{id:guid}", (HttpContext http) => Changed(http, Category(2, 1, "Rent", "expense", 0)));
        book.MapDelete("/categories/{id:guid}", (HttpContext http, Guid id) => id == Home
            ? FakeApi.Problem(409, "category-has-children")
            : Changed(http, null, 204));
        v1.MapGet("/tokens", () => new
        {
            items = new[]
            {
                new { id = Id(70), name = "Laptop script", scopes = new[] { "read", "import" }, bookId = (Guid?)FakeAccess.Book, createdAt = "2026-10-03T08:00:00Z", expiresAt = (string?)null, lastUsedAt = (string?)"2026-11-19T21:14:00Z" },
                new { id = Id(71), name = "Phone", scopes = new[] { "read" }, bookId = (Guid?)FakeAccess.Book, createdAt = "2026-11-01T08:00:00Z", expiresAt = (string?)"2027-01-01T00:00:00Z", lastUsedAt = (string?)null },
            },
            next = (string?)null,
        });
        v1.MapPost("/tokens", () => Results.Json(new { id = Id(72), token = "sm_tHisIsShownOnce", name = "New", createdAt = "2026-11-20T08:00:00Z" }, statusCode: 201));
        v1.MapDelete("/tokens/{id:guid}", () => Results.NoContent());
    }

    public static Guid Id(int n) => Guid.Parse($"0198c0de-0000-7000-8000-00000000c{n:000}");

    private static object[] Categories() =>
    [
        Category(1, null, "Home", "expense", 0), Category(2, 1, "Rent", "expense", 0), Category(3, 1, "Utilities", "expense", 1),
        Category(4, null, "Food", "expense", 1), Category(5, 4, "Groceries", "expense", 0), Category(6, 4, "Eating out", "expense", 1),
        Category(7, null, "Transport", "expense", 2), Category(8, null, "Salary", "income", 0), Category(9, null, "Interest", "income", 1),
    ];

    private static object Category(int id, int? parent, string name, string kind, int position) => new
    {
        id = Id(id), parentId = parent is { } p ? Id(p) : (Guid?)null, name, kind, position, builtIn = (string?)null, version = 4,
    };

    private static IResult Changed(HttpContext http, object? body, int status = 200)
    {
        http.Response.Headers["SmartMoney-Change"] = "0198c0de-0000-7000-8000-0000000c4a9e";
        return body is null ? Results.StatusCode(status) : Results.Json(body, statusCode: status);
    }
}
