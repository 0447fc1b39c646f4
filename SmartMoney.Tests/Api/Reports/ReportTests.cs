using System.Text.Json.Nodes;
using Npgsql;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Reports;

[Trait("needs", "postgres")]
public abstract class ReportTests(Installation api)
{
    [RequiresFact]
    public async Task A_summary_shows_a_month_beside_the_month_before()
    {
        var book = await LedgerBook.NewAsync(api);
        await FillAsync(book);
        var summary = (await book.GetAsync("reports/summary?month=2026-02")).ShouldBe(200);
        var expected = new JsonObject
        {
            ["month"] = "2026-02", ["from"] = "2026-02-01", ["to"] = "2026-02-28", ["income"] = 300_040, ["expense"] = -80_620, ["net"] = 219_420,
            ["currency"] = "JPY", ["currencyDigits"] = 0, ["unconverted"] = 1,
            ["previous"] = new JsonObject { ["income"] = 0, ["expense"] = -500, ["net"] = -500 },
            ["byCategory"] = new JsonArray(
                Category(book.Rent, "My rent", "expense", -80_000, 0),
                Category(book.Food, "My food", "expense", -600, -500),
                Category(null, null, "expense", -20, 0),
                Category(book.Salary, "My salary", "income", 300_000, 0),
                Category(null, null, "income", 40, 0)),
            ["uncategorised"] = 3,
        };
        JsonNode.DeepEquals(summary.Json, expected).ShouldBeTrue(summary.Text);

        static JsonObject Category(Guid? id, string? name, string kind, long amount, long previous) =>
            new() { ["categoryId"] = id, ["name"] = name, ["kind"] = kind, ["amount"] = amount, ["previous"] = previous };
    }

    [RequiresFact]
    public async Task A_cash_flow_has_every_month_empty_ones_too()
    {
        var book = await LedgerBook.NewAsync(api);
        await FillAsync(book);
        var flow = (await book.GetAsync("reports/cashflow?from=2025-12&to=2026-03&interval=month")).ShouldBe(200);
        ((string?)flow["currency"]).ShouldBe("JPY");
        flow["items"]!.ToJsonString().ShouldBe(
            """[{"period":"2025-12","income":0,"expense":0,"net":0,"unconverted":0},{"period":"2026-01","income":0,"expense":-500,"net":-500,"unconverted":0},"""
            + """{"period":"2026-02","income":300040,"expense":-80620,"net":219420,"unconverted":1},{"period":"2026-03","income":7,"expense":0,"net":7,"unconverted":0}]""");
        (await book.GetAsync("reports/cashflow?from=2025-06&to=2026-12&interval=year"))["items"]!.ToJsonString().ShouldBe(
            """[{"period":"2025","income":0,"expense":0,"net":0,"unconverted":0},{"period":"2026","income":300047,"expense":-81120,"net":218927,"unconverted":1}]""");
    }

    [RequiresFact]
    public async Task Sums_by_category_cover_months_and_add_up_to_the_cash_flow()
    {
        var book = await LedgerBook.NewAsync(api);
        await FillAsync(book);
        var all = (await book.GetAsync("reports/categories?from=2026-01&to=2026-03")).ShouldBe(200);
        all.Items.Sum(item => (long)item["amount"]!).ShouldBe(300_047 - 81_120);
        all.Items.Sum(item => (long)item["count"]!).ShouldBe(9);
        ((long)all["unconverted"]!).ShouldBe(1);
        var expenses = await book.GetAsync("reports/categories?from=2026-01&to=2026-03&kind=expense");
        expenses.Items.Select(item => $"{(string?)item["name"] ?? "-"} {item["amount"]} {item["count"]}").ShouldBe(["My rent -80000 1", "My food -1100 3", "- -20 2"]);
        (await book.GetAsync("reports/categories?from=2026-01&to=2026-03&kind=income")).Items.Select(item => (string?)item["name"] ?? "-").ShouldBe(["My salary", "-"]);
    }

    [RequiresFact]
    public async Task A_child_s_sum_names_its_parent_and_is_not_in_it()
    {
        var book = await LedgerBook.NewAsync(api);
        var lunch = await book.MakeAsync("categories", new { name = "Lunch", kind = "expense", parentId = book.Food });
        await book.AddAsync("2026-01-01", -5, lunch);
        await book.AddAsync("2026-01-01", -7, book.Food);
        var items = (await book.GetAsync("reports/categories?from=2026-01&to=2026-01")).Items.ToList();
        items.Select(item => ((Guid?)item["categoryId"], (Guid?)item["parentId"], (long)item["amount"]!)).ShouldBe([(book.Food, null, -7), (lunch, book.Food, -5)]);
    }

    [RequiresFact]
    public async Task Months_start_on_the_book_s_first_day()
    {
        var book = await LedgerBook.NewAsync(api, firstDayOfMonth: 25);
        await book.AddAsync("2026-01-24", -1);
        await book.AddAsync("2026-01-25", -10);
        await book.AddAsync("2026-02-24", -100);
        await book.AddAsync("2026-02-25", -1000);
        var summary = await book.GetAsync("reports/summary?month=2026-01");
        ((string?)summary["from"], (string?)summary["to"]).ShouldBe(("2026-01-25", "2026-02-24"));
        ((long)summary["expense"]!, (long)summary["previous"]!["expense"]!).ShouldBe((-110, -1));
        (await book.GetAsync("reports/cashflow?from=2025-12&to=2026-02")).Items.Select(item => (long)item["expense"]!).ShouldBe([-1, -110, -1000]);
    }

    [RequiresFact]
    public async Task The_month_is_the_book_s_own_unless_told()
    {
        await using var replica = api.Replica(new() { Clock = new StoppedClock(new DateTimeOffset(2026, 3, 31, 22, 0, 0, TimeSpan.Zero)) });
        var owner = await replica.SignInAsync(Installation.Email);
        foreach (var (zone, month) in new[] { ("UTC", "2026-03"), ("Asia/Tokyo", "2026-04"), ("America/New_York", "2026-03") })
        {
            var book = (await owner.PostAsync("books", new { name = zone, baseCurrency = "JPY", timeZone = zone })).ShouldBe(201).Id;
            ((string?)(await owner.GetAsync($"books/{book}/reports/summary"))["month"]).ShouldBe(month, zone);
            var periods = (await owner.GetAsync($"books/{book}/reports/cashflow")).Items.Select(item => (string?)item["period"]).ToList();
            (periods.Count, periods[^1]).ShouldBe((12, month), zone);
        }
    }

    [RequiresFact]
    public async Task An_empty_book_is_all_zeros()
    {
        var book = await LedgerBook.NewAsync(api);
        var summary = (await book.GetAsync("reports/summary?month=2026-01")).ShouldBe(200);
        ((long)summary["income"]!, (long)summary["expense"]!, (long)summary["net"]!, (long)summary["unconverted"]!, (long)summary["uncategorised"]!).ShouldBe((0, 0, 0, 0, 0));
        ((JsonArray)summary["byCategory"]!).ShouldBeEmpty();
        (await book.GetAsync("reports/categories")).ShouldBe(200).Items.ShouldBeEmpty();
    }

    [RequiresTheory]
    [InlineData("summary?month=2026-13", "month")]
    [InlineData("summary?month=2026", "month")]
    [InlineData("summary?month=1899-12", "month")]
    [InlineData("cashflow?from=x&to=y", "from", "to")]
    [InlineData("cashflow?from=2026-02&to=2026-01", "to")]
    [InlineData("cashflow?from=2016-01&to=2026-01", "to")]
    [InlineData("cashflow?interval=week", "interval")]
    [InlineData("categories?kind=transfer", "kind")]
    [InlineData("categories?from=1900-01&to=2000-01", "to")]
    public async Task What_cannot_be_reported_is_refused_by_field(string query, params string[] fields)
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.GetAsync($"reports/{query}")).ShouldRefuse(fields);
    }

    [RequiresTheory]
    [InlineData("cashflow?from=2016-02&to=2026-01", 120)]
    [InlineData("cashflow?from=1926-02&to=2026-01&interval=year", 101)]
    [InlineData("cashflow?from=2199-12&to=2199-12", 1)]
    public async Task Long_spans_are_reported_up_to_the_limit(string query, int periods)
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.GetAsync($"reports/{query}")).ShouldBe(200).Items.Count().ShouldBe(periods);
    }

    [RequiresFact]
    public async Task The_first_and_the_last_month_have_a_summary()
    {
        var book = await LedgerBook.NewAsync(api, firstDayOfMonth: 31);
        (await book.GetAsync("reports/summary?month=1900-01")).ShouldBe(200);
        (await book.GetAsync("reports/summary?month=2199-12")).ShouldBe(200);
    }

    private static async Task FillAsync(LedgerBook book)
    {
        await book.AddAsync("2026-01-31", -500, book.Food);
        await book.AddAsync("2026-02-01", -900, book.Food);
        await book.AddAsync("2026-02-02", 300, book.Food);
        await book.AddAsync("2026-02-03", -80_000, book.Rent);
        await book.AddAsync("2026-02-25", 300_000, book.Salary);
        await book.AddAsync("2026-02-26", 40);
        await book.AddAsync("2026-02-27", -20);
        await book.AddAsync("2026-02-28", -3, account: book.Dollars);
        await book.AddAsync("2026-03-01", 7);
        await book.AddAsync("2026-02-10", -999_999, book.Food, excluded: true);
        var transfer = await book.AddAsync("2026-02-11", -777_777, book.Rent);
        await book.ScalarAsync<object>("UPDATE transactions SET transfer_id = id WHERE id = $1", transfer);
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

public sealed class ReportTestsOn15(InstallationOn15 api) : ReportTests(api), IClassFixture<InstallationOn15>;

public sealed class ReportTestsOn18(InstallationOn18 api) : ReportTests(api), IClassFixture<InstallationOn18>;
