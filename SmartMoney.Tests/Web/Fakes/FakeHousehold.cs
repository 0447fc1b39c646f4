using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>A sample household behind the fake API: amounts in yen, November 2026.</summary>
public static class FakeHousehold
{
    public static readonly Guid Food = Guid.Parse("0198c0de-0000-7000-8000-0000000000f0");
    public static readonly Guid Bank = Guid.Parse("0198c0de-0000-7000-8000-0000000000b1");

    public static readonly Guid Suica = Guid.Parse("0198c0de-0000-7000-8000-0000000000b2");
    public static readonly Guid Card = Guid.Parse("0198c0de-0000-7000-8000-0000000000b3");

    private static readonly string[] Months = [.. Enumerable.Range(0, 13).Select(i => new DateOnly(2025, 11, 1).AddMonths(i).ToString("yyyy-MM"))];

    public static void Map(IEndpointRouteBuilder v1)
    {
        var book = v1.MapGroup("/books/{book:guid}");
        book.MapPost("/changes/{change:guid}/undo", (HttpContext http) => FakeLedger.Changed(http, new { restored = 1 }));
        book.MapGet("/accounts", () => new { items = Accounts(), next = (string?)null });
        book.MapGet("/reports/summary", Summary);
        book.MapGet("/reports/cashflow", (string from, string to) => new { currency = "JPY", currencyDigits = 0, items = Cashflow(from, to) });
        book.MapGet("/reports/categories", () => new { currency = "JPY", currencyDigits = 0, unconverted = 0, items = CategorySums() });
        FakeSettings.Map(v1, book);
        FakeLedger.Map(book);
        FakeGoals.Map(book);
        FakeTransfers.Map(book);
        FakeSample.Map(book);
        FakeMembers.Map(v1, book);
        FakeAccount.Map(v1);
    }

    public static object[] Accounts() =>
    [
        Account(Bank, "みずほ銀行 普通", "bank", 1_284_530, 312, 500_000, "2025-01-01"),
        Account(Card, "Rakuten Card", "creditCard", -84_210, 96, 0, null),
        Account(Suica, "Suica", "eMoney", 3_420, 41, 1_000, "2025-01-01"),
        Account(Guid.NewGuid(), "Cash", "cash", 12_800, 18, 0, null),
    ];

    /// <summary>The accounts that a goal counts.</summary>
    public static Guid[] TwoAccounts => [Bank, Suica];

    public static object Account(Guid id, string name, string kind, long balance, int rows, long opening, string? since, string currency = "JPY", int digits = 0) => new
    {
        id, name, kind, currency, currencyDigits = digits, openingBalance = opening, openingDate = since, closedOn = (string?)null,
        inNetWorth = true, balance, baseBalance = balance, transactions = rows, version = 1,
    };

    private static object Summary(string month)
    {
        (string Name, long Amount, long Previous)[] lines =
        [
            ("Rent", -98_000, -98_000), ("Groceries", -48_310, -52_100), ("Eating out", -23_480, -18_200), ("Utilities", -19_870, -14_320),
            ("Children", -18_000, -18_000), ("Transport", -11_240, -9_800), ("Health", -8_400, 0), ("Clothes", -6_980, -21_400),
            ("Hobbies", -4_200, -3_000), ("Gifts", -3_000, -1_000),
        ];
        var categories = lines.Select((line, i) => new
        {
            categoryId = (Guid?)(line.Name == "Groceries" ? Food : Guid.Parse($"0198c0de-0000-7000-8000-0000000001{i:00}")),
            name = (string?)line.Name, kind = "expense", amount = line.Amount, previous = line.Previous,
        }).Append(new { categoryId = (Guid?)null, name = (string?)null, kind = "expense", amount = -5_120L, previous = -2_000L });
        return new
        {
            month, from = month + "-01", to = month + "-28", income = 412_000, expense = -246_600, net = 165_400, currency = "JPY", currencyDigits = 0,
            unconverted = 2, previous = new { income = 398_000, expense = -237_820, net = 160_180 }, byCategory = categories, uncategorised = 7,
        };
    }

    private static object[] CategorySums() =>
    [
        new { categoryId = (Guid?)FakeSettings.Id(4), name = (string?)"Eating out", parentId = (Guid?)Food, kind = "expense", amount = -23_480L, count = 11 },
        new { categoryId = (Guid?)Food, name = (string?)"Groceries", parentId = (Guid?)null, kind = "expense", amount = -48_310L, count = 28 },
        new { categoryId = (Guid?)null, name = (string?)null, parentId = (Guid?)null, kind = "expense", amount = -5_120L, count = 3 },
        new { categoryId = (Guid?)FakeSettings.Id(8), name = (string?)"Salary", parentId = (Guid?)null, kind = "income", amount = 412_000L, count = 1 },
    ];

    private static IEnumerable<object> Cashflow(string from, string to) => Months
        .Select((month, i) => (Month: month, Income: 380_000L + i * 7_300 % 41_000 + (i is 1 or 8 ? 420_000 : 0), Expense: -(210_000L + i * 37_000 % 122_000)))
        .Where(item => string.CompareOrdinal(item.Month, from) >= 0 && string.CompareOrdinal(item.Month, to) <= 0)
        .Select(item => new { period = item.Month, income = item.Income, expense = item.Expense, net = item.Income + item.Expense, unconverted = 0 });
}
