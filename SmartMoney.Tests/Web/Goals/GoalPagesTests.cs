using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Goals;

public sealed class GoalPagesTests : WebFrontTests
{
    private static string Address => $"books/{FakeAccess.Book}/goals";

    [Fact]
    public async Task Goals_are_listed_with_what_they_need_where_they_lead_and_how_they_stand_in_words()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/goals");
        page.Text.ShouldContain("ハワイ旅行 On track ¥809,000 of ¥2,500,000 32 % Needed a month ¥211,375 Projected by 25 Jun 2027 ¥2,427,000 At this pace Reached in August 2027.");
        page.Text.ShouldContain("Challenging: in the last 5 complete months, ¥164,200 a month were left on average, 78 % of what is needed.");
        page.Text.ShouldContain("Behind ¥150,000 of ¥12,000,000 1 % Needed a month ¥105,784 Projected by 15 Aug 2036 −¥8,130,000 At this pace Not reached at this pace.");
        page.Text.ShouldContain("Severe deficit: in the last 5 complete months, −\u2060¥51,800 a month were left on average, −49 % of what is needed.");
        page.Text.ShouldContain("Reached ¥809,000 of ¥500,000 100 % Needed a month ¥0");
        page.Text.ShouldNotContain("more a month:");
        page.Html.ShouldContain("aria-current=\"page\"><svg");
    }

    [Fact]
    public async Task The_same_page_speaks_Japanese()
    {
        var page = await Page.GetAsync(Web.Browser("hanako"), "/goals");
        page.Text.ShouldContain("順調");
        page.Text.ShouldContain("毎月必要な額 ¥211,375");
        page.Text.ShouldContain("2027年8月に達成します。");
    }

    [Fact]
    public async Task What_if_is_a_form_that_needs_no_JavaScript()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/goals?extra=15000%2B5000");
        page.Html.ShouldContain("<form method=\"get\"");
        page.Html.ShouldContain("value=\"15000&#x2B;5000\"");
        page.Text.ShouldContain("With ¥20,000 more a month: ¥2,587,000 projected. Ahead");
        Api.CallsTo("GET", Address).ShouldHaveSingleItem().Query.ShouldBe("?limit=500&extraPerMonth=20000");
        (await Page.GetAsync(Web.Browser("alice"), $"/goals/{FakeGoals.Trip}?extra=-5000")).Text.ShouldContain("With ¥5,000 less a month: ¥2,387,000 projected.");
    }

    [Fact]
    public async Task A_what_if_that_is_no_amount_is_said_and_kept()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/goals?extra=lots");
        page.Text.ShouldContain("This is no amount.");
        page.Html.ShouldContain("value=\"lots\"");
        Api.CallsTo("GET", Address).ShouldHaveSingleItem().Query.ShouldBe("?limit=500");
    }

    [Fact]
    public async Task Without_a_goal_the_page_teaches_what_one_is()
    {
        Api.Answers["GET " + Address] = Results.Json(new { items = Array.Empty<object>(), next = (string?)null });
        var page = await Page.GetAsync(Web.Browser("alice"), "/goals");
        page.Text.ShouldContain("What are you saving for?");
        page.Html.ShouldContain("href=\"/goals/new\"");
        (await Page.GetAsync(Web.Browser("alice"), "/")).Text.ShouldContain("No goal has been set yet. Set a goal");
    }

    [Fact]
    public async Task Each_figure_opens_its_formula_with_the_numbers_filled_in()
    {
        var text = (await Page.GetAsync(Web.Browser("alice"), $"/goals/{FakeGoals.Trip}")).Text;
        text.ShouldContain("¥809,000 since 25 Jun 2026 + ¥0 at the start = ¥809,000");
        text.ShouldContain("(¥2,500,000 − ¥809,000) ÷ 8 = ¥211,375");
        text.ShouldContain("¥809,000 + 8 × ¥809,000 ÷ 4 = ¥2,427,000");
        text.ShouldContain("¥164,200 ÷ ¥211,375 = 78 %");
        text.ShouldContain("From 25 Jun 2026: 4 of 12 months have passed, 8 remain");
        text.ShouldContain("From 25 Jun 2026 to 25 Jun 2027, the whole book.");
        var reached = (await Page.GetAsync(Web.Browser("alice"), $"/goals/{FakeGoals.Cushion}")).Text;
        reached.ShouldContain("¥809,000 are saved of ¥500,000: nothing is missing.");
        reached.ShouldContain("Nothing more is needed.");
        reached.ShouldContain("Nothing has been counted since the start.");
    }

    [Fact]
    public async Task Each_month_leads_to_its_transactions_and_a_part_of_one_to_its_days()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), $"/goals/{FakeGoals.Trip}");
        page.Html.ShouldContain("<a href=\"/transactions?month=2026-07\">July 2026</a>");
        page.Html.ShouldContain("<a href=\"/transactions?from=2026-06-25&amp;to=2026-06-30\">June 2026</a>");
        page.Html.ShouldContain("<a href=\"/transactions?from=2026-11-01&amp;to=2026-11-20\">November 2026</a>");
        var house = await Page.GetAsync(Web.Browser("alice"), $"/goals/{FakeGoals.House}");
        house.Html.ShouldContain($"href=\"/transactions?month=2026-07&amp;account={FakeHousehold.Bank}\"");
        house.Html.ShouldContain($"href=\"/transactions?month=2026-07&amp;account={FakeHousehold.Suica}\"");
        house.Text.ShouldContain("みずほ銀行 普通 + Suica");
        house.Text.ShouldContain("2 transactions have no exchange rate and are not counted.");
        house.Text.ShouldContain("(¥12,000,000 − ¥150,000) ÷ 8");
        house.Text.ShouldContain("+ (−\u2060¥200,000) at the start");
    }

    [Fact]
    public async Task A_goal_is_read_as_typed_and_sent_in_minor_units()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/goals/new")).Hidden("class=\"form\"").ToList();
        fields.AddRange(Fields(("Name", "Car"), ("TargetAmount", "¥1,200,000 + 300,000"), ("Until", "3"), ("TargetDate", "2030-01-01"), ("StartDate", "2026-01-15"),
            ("StartingAmount", "-50000"), ("AccountIds", FakeHousehold.Bank.ToString()), ("AccountIds", FakeHousehold.Suica.ToString())));
        var answer = await Page.PostAsync(browser, "/goals/new", fields);
        answer.Response.Headers.Location!.ToString().ShouldBe($"/goals/{FakeGoals.Trip}?done=goal-added&change={FakeLedger.Change}");
        JsonDocument.Parse(Api.CallsTo("POST", Address).ShouldHaveSingleItem().Body).RootElement.ToString().ShouldBe(
            $$"""{"name":"Car","targetAmount":1500000,"horizonYears":3,"targetDate":null,"startDate":"2026-01-15","startingAmount":-50000,"accountIds":["{{FakeHousehold.Bank}}","{{FakeHousehold.Suica}}"]}""");
    }

    [Fact]
    public async Task What_cannot_be_a_goal_is_refused_beside_its_field_and_kept()
    {
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/goals/new")).Hidden("class=\"form\"").ToList();
        var page = await Page.PostAsync(browser, "/goals/new", fields.Concat(Fields(("Name", "Car"), ("TargetAmount", "0"), ("Until", "date"), ("StartingAmount", "x"))));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var field in new[] { "TargetAmount", "TargetDate", "StartingAmount" })
            page.Html.ShouldContain($"id=\"Form_{field}-error\"");
        page.Html.ShouldContain("value=\"Car\"");
        page.Html.ShouldContain("value=\"date\" checked");
        Api.CallsTo("POST", Address).ShouldBeEmpty();

        Api.Answers["POST " + Address] = FakeApi.Problem(422, "validation", new { targetDate = new[] { "no" }, accountIds = new[] { "no" } });
        var refused = await Page.PostAsync(browser, "/goals/new", fields.Concat(Fields(
            ("Name", "Car"), ("TargetAmount", "5"), ("Until", "date"), ("TargetDate", "2020-01-01"), ("AccountIds", FakeHousehold.Bank.ToString()))));
        refused.Text.ShouldContain("Enter a day after the start");
        refused.Text.ShouldContain("Choose accounts of this book.");
        Api.Answers["POST " + Address] = FakeApi.Problem(409, "too-many-goals");
        (await Page.PostAsync(browser, "/goals/new", fields.Concat(Fields(("Name", "Car"), ("TargetAmount", "5"), ("Until", "1"))))).Text.ShouldContain("The book has 100 goals.");
    }

    [Fact]
    public async Task A_goal_is_changed_against_the_version_that_was_shown()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, $"/goals/{FakeGoals.House}/edit");
        page.Html.ShouldContain("value=\"12000000\"");
        page.Html.ShouldContain("value=\"2036-08-15\"");
        page.Html.ShouldContain($"value=\"{FakeHousehold.Suica}\" checked");
        var fields = page.Hidden("method=\"post\" class=\"form\"").Concat(Fields(("Name", "House"), ("TargetAmount", "9000000"), ("Until", "10"), ("Position", "2"))).ToList();
        (await Page.PostAsync(browser, $"/goals/{FakeGoals.House}/edit", fields)).Response.Headers.Location!.ToString()
            .ShouldBe($"/goals/{FakeGoals.House}?done=goal-changed&change={FakeLedger.Change}");
        var call = Api.CallsTo("PATCH", $"{Address}/{FakeGoals.House}").ShouldHaveSingleItem();
        call.Headers["If-Match"].ShouldBe("\"3\"");
        var sent = JsonDocument.Parse(call.Body).RootElement;
        (sent.GetProperty("horizonYears").GetInt32(), sent.GetProperty("position").GetInt32(), sent.GetProperty("accountIds").GetArrayLength()).ShouldBe((10, 2, 0));
        sent.GetProperty("startDate").ValueKind.ShouldBe(JsonValueKind.Null);

        Api.Answers[$"PATCH {Address}/{FakeGoals.House}"] = FakeApi.Problem(412, "precondition-failed");
        var stale = await Page.PostAsync(browser, $"/goals/{FakeGoals.House}/edit", fields);
        stale.Text.ShouldContain("Someone changed this while you were editing.");
        stale.Html.ShouldContain("value=\"12000000\"");
    }

    [Fact]
    public async Task A_deleted_goal_can_be_brought_back()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, $"/goals/{FakeGoals.Trip}/edit");
        page.Text.ShouldContain("Delete “ハワイ旅行”");
        var answer = await Page.PostAsync(browser, $"/goals/{FakeGoals.Trip}/edit?handler=delete", page.Hidden("handler=delete"));
        var back = answer.Response.Headers.Location!.ToString();
        back.ShouldBe($"/goals?done=goal-deleted&change={FakeLedger.Change}");
        var list = await Page.GetAsync(browser, back);
        list.Text.ShouldContain("The goal was deleted. Undo");
    }

    [Fact]
    public async Task The_dashboard_shows_the_first_goals_with_their_status()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/");
        page.Text.ShouldContain("Goals ハワイ旅行 On track ¥809,000 of ¥2,500,000 32 %");
        page.Html.ShouldContain($"href=\"/goals/{FakeGoals.Trip}\"");
        Api.CallsTo("GET", Address).ShouldHaveSingleItem().Query.ShouldBe("?limit=3");
    }

    [Fact]
    public async Task A_goal_that_is_gone_is_a_page_that_says_so()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), $"/goals/{Guid.NewGuid()}");
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Text.ShouldContain("There is nothing here");
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(params (string Name, string Value)[] fields) =>
        fields.Select(field => KeyValuePair.Create("Form." + field.Name, field.Value));
}
