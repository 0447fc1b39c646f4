using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Imports;

public sealed class ImportPagesTests : WebFrontTests
{
    private static string Address => $"books/{FakeAccess.Book}/imports";

    [Fact]
    public async Task A_file_is_handed_to_the_api_and_its_preview_opens()
    {
        var answer = await UploadAsync(Web.Browser("alice"), ("収入.csv", "計算対象,日付\r\n"));
        answer.Headers.Location!.ToString().ShouldBe($"/import/{FakeLedger.Preview}");
        var call = Api.CallsTo("POST", Address).ShouldHaveSingleItem();
        call.Body.ShouldContain("計算対象,日付");
        call.Body.ShouldContain("filename*=utf-8''%E5%8F%8E%E5%85%A5.csv");
        call.Headers["SmartMoney-Form"].ShouldBe(FakeAccess.TokenOf("alice"));
        call.Headers["Idempotency-Key"].ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Several_files_become_several_imports_and_a_refused_one_says_why()
    {
        Api.Answers["POST " + Address] = FakeApi.Problem(422, "unreadable-file");
        var answer = await UploadAsync(Web.Browser("alice"), ("a.csv", "1"), ("b.pdf", "%PDF"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = new Page(answer, await answer.Content.ReadAsStringAsync());
        page.Text.ShouldContain("a.csv Do something else.");
        page.Text.ShouldContain("b.pdf Do something else.");
        Api.CallsTo("POST", Address).Select(call => call.Headers["Idempotency-Key"]).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Files_beyond_the_fiftieth_are_named_and_not_lost_without_a_word()
    {
        var answer = await UploadAsync(Web.Browser("alice"), [.. Enumerable.Range(1, 52).Select(number => ($"{number}.csv", "1"))]);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Api.CallsTo("POST", Address).Count.ShouldBe(50);
        var page = new Page(answer, await answer.Content.ReadAsStringAsync());
        page.Text.ShouldContain("52.csv Only 50 files are read at once");
    }

    [Fact]
    public async Task A_closed_account_that_the_files_name_means_stays_chosen()
    {
        Api.Answers[$"GET books/{FakeAccess.Book}/accounts"] = Results.Json(new
        {
            items = new[] { Account(FakeHousehold.Bank, "みずほ銀行", "2026-01-31"), Account(FakeSettings.Id(77), "Open", null) },
            next = (string?)null,
        });
        var page = await Page.GetAsync(Web.Browser("alice"), $"/import/{FakeLedger.Preview}");
        page.Html.ShouldContain($"<option value=\"{FakeHousehold.Bank}\" selected=\"selected\">");

        static object Account(Guid id, string name, string? closedOn) => new
        {
            id, name, kind = "bank", currency = "JPY", currencyDigits = 0, openingBalance = 0, openingDate = (string?)null, closedOn, inNetWorth = true, balance = 0,
            baseBalance = (long?)0, transactions = 1, version = 1,
        };
    }

    [Fact]
    public async Task An_upload_without_this_sessions_token_reaches_nothing()
    {
        var browser = Web.Browser("alice");
        using var form = new MultipartFormDataContent { { new StringContent("form-token-of-bob"), "_form" }, { new StringContent("1"), "files", "a.csv" } };
        var answer = await browser.PostAsync("/import", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Api.CallsTo("POST", Address).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_after_the_files_is_too_late()
    {
        var browser = Web.Browser("alice");
        using var form = new MultipartFormDataContent { { new StringContent("1"), "files", "a.csv" }, { new StringContent(FakeAccess.TokenOf("alice")), "_form" } };
        (await browser.PostAsync("/import", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Api.CallsTo("POST", Address).ShouldBeEmpty();
    }

    [Fact]
    public async Task Choosing_no_file_is_said_beside_the_field()
    {
        var answer = await UploadAsync(Web.Browser("alice"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Choose at least one file.");
    }

    [Fact]
    public async Task A_preview_counts_every_line_and_shows_what_cannot_be_read()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), $"/import/{FakeLedger.Preview}");
        page.Text.ShouldContain("Not saved yet");
        page.Html.ShouldContain($"href=\"/api/v1/books/{FakeAccess.Book}/imports/{FakeLedger.Preview}/file\"");
        page.Text.ShouldContain("New 3");
        page.Text.ShouldContain("There already 2");
        page.Text.ShouldContain("Column 2: This is not a date.");
        page.Text.ShouldContain("x,2026/13/45");
        page.Text.ShouldContain("looks like 19 Nov 2026, セブン-イレブン −¥1,280");
        page.Text.ShouldContain("Save up to 4 transactions");
    }

    [Fact]
    public async Task What_a_person_decides_is_what_is_committed()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, $"/import/{FakeLedger.Preview}");
        var fields = page.Hidden("handler=commit");
        fields["accountIds[0]"] = FakeHousehold.Bank.ToString();
        fields["accountIds[1]"] = "";
        fields["suspects[7]"] = "skip";
        fields["suspects[8]"] = "same";
        fields["suspects[9]"] = "both";
        fields["allSame"] = "true";
        fields["restoreDeleted"] = "true";
        var answer = await Page.PostAsync(browser, $"/import/{FakeLedger.Preview}?handler=commit", fields);
        answer.Response.Headers.Location!.ToString().ShouldBe($"/import/{FakeLedger.Preview}?done=import-committed");
        var sent = JsonDocument.Parse(Api.CallsTo("POST", $"{Address}/{FakeLedger.Preview}/commit").ShouldHaveSingleItem().Body).RootElement;
        sent.GetProperty("skip").EnumerateArray().Select(line => line.GetInt32()).ShouldBe([7]);
        sent.GetProperty("same").EnumerateArray().Select(line => line.GetInt32()).ShouldBe([8]);
        sent.GetProperty("allSame").GetBoolean().ShouldBeTrue();
        sent.GetProperty("restoreDeleted").GetBoolean().ShouldBeTrue();
        sent.GetProperty("accounts").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe("みずほ銀行");
    }

    [Fact]
    public async Task A_suspect_is_kept_unless_a_person_says_otherwise()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, $"/import/{FakeLedger.Preview}");
        page.Text.ShouldContain("It is the same Keep both Leave out");
        page.Html.ShouldContain("name=\"suspects[7]\" value=\"both\" checked=\"checked\"");
        page.Html.ShouldNotContain("name=\"allSame\"");
        await Page.PostAsync(browser, $"/import/{FakeLedger.Preview}?handler=commit", page.Hidden("handler=commit"));
        var sent = JsonDocument.Parse(Api.CallsTo("POST", $"{Address}/{FakeLedger.Preview}/commit").ShouldHaveSingleItem().Body).RootElement;
        sent.GetProperty("skip").GetArrayLength().ShouldBe(0);
        sent.GetProperty("same").GetArrayLength().ShouldBe(0);
        sent.GetProperty("allSame").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_decided_is_still_there_when_the_commit_is_refused()
    {
        Api.Answers[$"POST {Address}/{FakeLedger.Preview}/commit"] = FakeApi.Problem(422, "validation");
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, $"/import/{FakeLedger.Preview}")).Hidden("handler=commit");
        fields["suspects[7]"] = "same";
        var page = await Page.PostAsync(browser, $"/import/{FakeLedger.Preview}?handler=commit", fields);
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Html.ShouldContain("name=\"suspects[7]\" value=\"same\" checked=\"checked\"");
    }

    [Fact]
    public async Task Several_suspects_can_be_the_same_at_once()
    {
        Api.Answers[$"GET {Address}/{FakeLedger.Preview}"] = Results.Json(FakeLedger.Import(FakeLedger.Preview, "preview", "zaim.csv", suspects: 3, format: "zaim"));
        var page = await Page.GetAsync(Web.Browser("alice"), $"/import/{FakeLedger.Preview}");
        page.Text.ShouldContain("All of these are the same");
        page.Text.ShouldContain("2 more are kept too, unless all are the same");
        page.Text.ShouldContain("Zaim ·");
    }

    [Fact]
    public async Task What_does_not_fit_in_a_file_is_shown_by_its_lines()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), $"/import/{FakeLedger.Preview}");
        page.Text.ShouldContain("Worth a look");
        page.Text.ShouldContain("Line 5 The balances of lines 4 and 5 do not fit together.");
    }

    [Fact]
    public async Task A_saved_import_tells_what_the_rules_made_of_it()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), $"/import/{FakeLedger.Committed}");
        page.Text.ShouldContain("2 transfers were made by your rules.");
        page.Html.ShouldContain("href=\"/transfers\"");
    }

    [Theory]
    [InlineData("moneyforward", "マネーフォワード ME")]
    [InlineData("zaim", "Zaim")]
    [InlineData("paypay", "PayPay")]
    [InlineData("smbc", "三井住友銀行（SMBC）")]
    [InlineData("smartmoney", "SmartMoney")]
    [InlineData("later", "later")]
    public async Task A_format_has_the_name_that_people_know(string format, string name)
    {
        Api.Answers[$"GET {Address}/{FakeLedger.Committed}"] = Results.Json(FakeLedger.Import(FakeLedger.Committed, "committed", "x.csv", format: format));
        (await Page.GetAsync(Web.Browser("hanako"), $"/import/{FakeLedger.Committed}")).Text.ShouldContain(name + " ·");
    }

    [Fact]
    public async Task A_committed_import_can_be_taken_out_again()
    {
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, $"/import/{FakeLedger.Committed}");
        page.Text.ShouldContain("Set the opening balance");
        var answer = await Page.PostAsync(browser, $"/import/{FakeLedger.Committed}?handler=undo", page.Hidden("handler=undo"));
        answer.Response.Headers.Location!.ToString().ShouldBe("/import?done=import-undone");
        Api.CallsTo("DELETE", $"{Address}/{FakeLedger.Committed}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_commit_that_someone_else_made_is_said_in_words()
    {
        Api.Answers[$"POST {Address}/{FakeLedger.Preview}/commit"] = FakeApi.Problem(409, "already-committed");
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, $"/import/{FakeLedger.Preview}")).Hidden("handler=commit");
        var page = await Page.PostAsync(browser, $"/import/{FakeLedger.Preview}?handler=commit", fields);
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("This import was saved before.");
    }

    [Fact]
    public async Task A_reason_is_asked_for_in_the_persons_language()
    {
        await Page.GetAsync(Web.Browser("hanako", "en-GB"), $"/import/{FakeLedger.Preview}");
        Api.CallsTo("GET", $"{Address}/{FakeLedger.Preview}").ShouldHaveSingleItem().Headers["Accept-Language"].ShouldBe("ja");
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient browser, params (string Name, string Content)[] files)
    {
        var hidden = (await Page.GetAsync(browser, "/import")).Hidden("enctype");
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in hidden)
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, content) in files)
        {
            form.Add(new StringContent(content), "files", name);
        }

        return await browser.PostAsync("/import", form);
    }
}
