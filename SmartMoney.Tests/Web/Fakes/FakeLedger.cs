using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>Transactions, accounts and imports of the fake API.</summary>
public static class FakeLedger
{
    public const string Change = "0198c0de-0000-7000-8000-0000000c4a9e";

    public static readonly Guid Row = FakeSettings.Id(201);
    public static readonly Guid Uncategorised = FakeSettings.Id(204);
    public static readonly Guid Rule = FakeSettings.Id(401);
    public static readonly Guid Preview = FakeSettings.Id(301);
    public static readonly Guid Committed = FakeSettings.Id(302);

    public static void Map(IEndpointRouteBuilder book)
    {
        book.MapGet("/transactions", (Guid? transfer) => new { items = transfer is null ? Rows() : FakeTransfers.Sides, next = "next-page", totals = new { count = 120, income = 412_000, expense = -246_600, net = 165_400, unconverted = 0 } });
        book.MapGet("/transactions/{id:guid}", (Guid id) => Rows().Concat(FakeTransfers.Rows()).FirstOrDefault(row => row.Id == id) is { } row
            ? Results.Json(row)
            : FakeApi.Problem(404, "not-found"));
        book.MapPost("/transactions", (HttpContext http) => Changed(http, Rows()[0], 201));
        book.MapPatch("/transactions/{id:guid}", (HttpContext http) => Changed(http, Rows()[0]));
        book.MapDelete("/transactions/{id:guid}", (HttpContext http) => Changed(http, null, 204));
        book.MapPost("/transactions/bulk", (HttpContext http) => Changed(http, new { changed = 2 }));
        book.MapGet("/transactions/category-suggestions", (string[] id) => new { items = id.Contains(Uncategorised.ToString()) ? new[] { Suggestion() } : [] });
        book.MapGet("/rules", () => new { items = new[] { new { id = Rule, payee = "Rent Ltd", categoryId = FakeSettings.Rent } }, next = (string?)null });
        book.MapPost("/rules", (HttpContext http) => Changed(http, new { id = Rule, payee = "Kiosk Ginza", categoryId = FakeSettings.Id(5), applied = 2 }, 201));
        book.MapDelete("/rules/{id:guid}", (HttpContext http) => Changed(http, null, 204));
        book.MapGet("/accounts/{id:guid}", () => FakeHousehold.Accounts()[0]);
        book.MapPost("/accounts", (HttpContext http) => Changed(http, FakeHousehold.Accounts()[0], 201));
        book.MapPatch("/accounts/{id:guid}", (HttpContext http) => Changed(http, FakeHousehold.Accounts()[0]));
        book.MapDelete("/accounts/{id:guid}", () => FakeApi.Problem(409, "account-in-use"));
        book.MapGet("/imports", () => new { items = new[] { Import(Preview, "preview", "november.csv"), Import(Committed, "committed", "october.csv") }, next = (string?)null });
        book.MapPost("/imports", () => Results.Json(Import(Preview, "preview", "november.csv"), statusCode: 201));
        book.MapGet("/imports/{id:guid}", (Guid id) => id == Preview ? Import(id, "preview", "november.csv") : Import(id, "committed", "october.csv"));
        book.MapGet("/imports/{id:guid}/rows", (string outcome) => new { items = new[] { ImportRow(outcome) }, next = (string?)null });
        book.MapPost("/imports/{id:guid}/commit", () => new { created = 3, updated = 0, duplicates = 2, paired = 1, accounts = Array.Empty<object>() });
        book.MapDelete("/imports/{id:guid}", () => Results.NoContent());
    }

    private static FakeTransaction[] Rows() =>
    [
        new(201, "2026-11-19", -1280, "セブン-イレブン") { CategoryId = FakeSettings.Id(5), Tags = ["snack"] },
        new(202, "2026-11-18", 412_000, "Salary") { CategoryId = FakeSettings.Id(8) },
        new(203, "2025-12-31", -5000, "") { Excluded = true },
        new(204, "2025-12-30", -480, "Kiosk Ginza"),
    ];

    public static object Import(Guid id, string status, string name, int suspects = 1, string format = "moneyforward") => new
    {
        id, status, format, fileName = name, fileSize = 4711, lines = 8, other = 1, @new = 3, duplicates = 2, suspects, updated = 0, errorCount = 1,
        created = status == "committed" ? 4 : 0, createdAt = "2026-11-20T01:00:00Z", committedAt = (string?)null,
        paired = status == "committed" ? 2 : 0, warnings = new[] { new { line = 5, column = (int?)null, reason = "The balances of lines 4 and 5 do not fit together." } },
        errors = new[] { new { line = 7, column = (int?)2, reason = "This is not a date." } },
        accountNames = new[] { new { name = "みずほ銀行", currency = "JPY", accountId = (Guid?)FakeHousehold.Bank, rows = 3 }, new { name = "PayPay", currency = "JPY", accountId = (Guid?)null, rows = 1 } },
        accounts = new[] { new { id = FakeHousehold.Bank, name = "PayPay", created = true } },
    };

    private static object Suggestion() => new { transactionId = Uncategorised, categoryId = FakeSettings.Id(5), basis = "word", word = "kiosk", matching = 8, seen = 9 };

    private static object ImportRow(string outcome) => new
    {
        line = 7, outcome, date = "2026-11-03", amount = (long?)(outcome == "error" ? null : -480), currency = "JPY", payee = "Coffee", account = "PayPay", category = "Food",
        reason = outcome == "error" ? "This is not a date." : null, column = outcome == "error" ? (int?)2 : null, raw = outcome == "error" ? "x,2026/13/45" : null,
        transactionId = (Guid?)null, similarTransactionId = outcome == "suspect" ? (Guid?)Row : null,
    };

    /// <summary>An answer to a write, with the change set that it made.</summary>
    public static IResult Changed(HttpContext http, object? body, int status = 200)
    {
        http.Response.Headers["SmartMoney-Change"] = Change;
        return body is null ? Results.StatusCode(status) : Results.Json(body, statusCode: status);
    }
}
