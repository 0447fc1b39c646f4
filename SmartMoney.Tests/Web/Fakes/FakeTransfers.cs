using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>Transfers of the fake API: one that is confirmed, one side without its other, and three suggestions of two kinds.</summary>
public static class FakeTransfers
{
    public static readonly Guid Transfer = FakeSettings.Id(400);
    public static readonly Guid Rule = FakeSettings.Id(401);

    /// <summary>The two sides of <see cref="Transfer"/>; a person entered it.</summary>
    public static readonly IReadOnlyList<FakeTransaction> Sides =
    [
        new(411, "2026-11-10", -30_000, "Suica") { TransferId = Transfer, ImportId = null, ImportLine = null },
        new(412, "2026-11-10", 30_000, "みずほ銀行 普通") { TransferId = Transfer, AccountId = FakeHousehold.Suica, ImportId = null, ImportLine = null },
    ];

    /// <summary>A side whose other side is unknown.</summary>
    public static readonly FakeTransaction Lone = new(413, "2026-11-09", -20_000, "カード引き落とし") { TransferId = FakeSettings.Id(413) };

    private static readonly (FakeTransaction Out, FakeTransaction In, int Confidence, string Reason)[] Pairs =
    [
        (new(421, "2026-11-03", -5_000, "ペイペイ"), new(422, "2026-11-03", 5_000, "チャージ") { AccountId = FakeHousehold.Suica }, 92, "markedAndNamed"),
        (new(423, "2025-12-24", -84_210, "ラクテンカードサービス"), new(424, "2025-12-26", 84_210, "お支払い ありがとうございました") { AccountId = FakeHousehold.Card }, 77, "markedAndWorded"),
        (new(425, "2026-10-03", -3_000, "振込"), new(426, "2026-10-05", 3_000, "") { AccountId = FakeHousehold.Suica }, 52, "worded"),
    ];

    /// <summary>Every row that is, or may be, in a transfer.</summary>
    public static IEnumerable<FakeTransaction> Rows() => [.. Sides, Lone, .. Pairs.SelectMany(pair => new[] { pair.Out, pair.In })];

    /// <summary>No suggestion and no rule: a book at rest.</summary>
    public static void Settle(FakeApi api)
    {
        api.Answers[$"GET books/{FakeAccess.Book}/transfers/suggestions"] = Results.Json(new { items = Array.Empty<object>(), kinds = Array.Empty<object>() });
        api.Answers[$"GET books/{FakeAccess.Book}/transfers/suggestions/count"] = Results.Json(new { count = 0, more = false });
        api.Answers[$"GET books/{FakeAccess.Book}/transfers/rules"] = Results.Json(new { items = Array.Empty<object>(), next = (string?)null });
    }

    public static void Map(IEndpointRouteBuilder book)
    {
        var transfers = book.MapGroup("/transfers");
        transfers.MapGet("/suggestions", () => new
        {
            items = Pairs.Select(pair => new { @out = pair.Out, @in = pair.In, confidence = pair.Confidence, reason = pair.Reason }),
            kinds = new[]
            {
                new { fromAccountId = FakeHousehold.Bank, toAccountId = FakeHousehold.Suica, count = 1_204 },
                new { fromAccountId = FakeHousehold.Bank, toAccountId = FakeHousehold.Card, count = 1 },
            },
        });
        transfers.MapGet("/suggestions/count", () => new { count = 1_205, more = false });
        transfers.MapGet("/rules", () => new
        {
            items = new[] { new { id = Rule, fromAccountId = FakeHousehold.Bank, toAccountId = FakeHousehold.Suica, createdAt = "2026-10-03T08:00:00Z" } },
            next = (string?)null,
        });
        transfers.MapPost("", (HttpContext http) => FakeLedger.Changed(http, new { id = Transfer, transactions = Sides }, 201));
        transfers.MapPost("/pair", (HttpContext http) => FakeLedger.Changed(http, new { paired = 1 }));
        transfers.MapPost("/confirm", (HttpContext http) => FakeLedger.Changed(http, new { paired = 3 }));
        transfers.MapPost("/dismiss", (HttpContext http) => FakeLedger.Changed(http, new { dismissed = 1 }));
        transfers.MapDelete("/rules/{id:guid}", (HttpContext http) => FakeLedger.Changed(http, null, 204));
        transfers.MapDelete("/{id:guid}", (HttpContext http) => FakeLedger.Changed(http, null, 204));
    }
}
