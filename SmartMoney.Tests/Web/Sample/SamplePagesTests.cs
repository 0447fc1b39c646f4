using System.Net;
using Shouldly;
using SmartMoney.Tests.Web.Fakes;
using Xunit;

namespace SmartMoney.Tests.Web.Sample;

public sealed class SamplePagesTests : WebFrontTests
{
    private static string Address => $"books/{FakeAccess.Book}/sample";

    [Fact]
    public async Task An_empty_dashboard_offers_a_sample_household_and_loading_it_can_be_undone()
    {
        FakeSample.Empty(Api);
        var browser = Web.Browser("alice");
        var page = await Page.GetAsync(browser, "/");
        page.Text.ShouldContain("Import a file Load a sample household");
        page.Text.ShouldNotContain("This is a sample household.");
        var fields = page.Hidden("action=\"/sample\"");
        fields["_form"].ShouldBe(FakeAccess.TokenOf("alice"));

        var loaded = await Page.PostAsync(browser, "/sample", fields);
        var back = loaded.Response.Headers.Location!.ToString();
        back.ShouldBe($"/?done=sample-loaded&change={FakeLedger.Change}");
        Api.CallsTo("POST", Address).ShouldHaveSingleItem().Headers["SmartMoney-Form"].ShouldBe(FakeAccess.TokenOf("alice"));
        (await Page.GetAsync(browser, back)).Text.ShouldContain("The sample household was loaded. Undo");
    }

    [Fact]
    public async Task While_it_is_there_the_dashboard_says_so_and_removes_it()
    {
        var browser = Web.Browser(FakeSample.Person);
        var page = await Page.GetAsync(browser, "/");
        page.Text.ShouldContain("This is a sample household. Remove it");
        page.Text.ShouldNotContain("Load a sample household");
        var removed = await Page.PostAsync(browser, "/sample?handler=remove", page.Hidden("handler=remove"));
        removed.Response.Headers.Location!.ToString().ShouldBe($"/?done=sample-removed&change={FakeLedger.Change}");
        Api.CallsTo("DELETE", Address).ShouldHaveSingleItem();
        (await Page.GetAsync(Web.Browser("alice"), "/?done=sample-removed")).Text.ShouldContain("The sample household was removed.");
        (await Page.GetAsync(Web.Browser("alice"), "/")).Text.ShouldNotContain("sample household");
    }

    [Fact]
    public async Task What_is_left_of_a_sample_without_rows_can_be_removed_but_not_loaded_again()
    {
        FakeSample.Empty(Api);
        var page = await Page.GetAsync(Web.Browser(FakeSample.Person), "/");
        page.Text.ShouldContain("This is a sample household. Remove it");
        page.Text.ShouldNotContain("Load a sample household");
    }

    [Fact]
    public async Task The_settings_do_both_and_come_back_to_themselves()
    {
        var page = await Page.GetAsync(Web.Browser("alice"), "/settings");
        page.Text.ShouldContain("It comes beside what is in the book and can be removed at any time. Load a sample household");
        (await Page.PostAsync(Web.Browser("alice"), "/sample", page.Hidden("action=\"/sample\""))).Response.Headers.Location!.ToString()
            .ShouldBe($"/settings?done=sample-loaded&change={FakeLedger.Change}");

        var browser = Web.Browser(FakeSample.Person);
        page = await Page.GetAsync(browser, "/settings");
        page.Text.ShouldContain("What you entered yourself stays when it is removed, with the accounts that it needs. Remove the sample household");
        (await Page.PostAsync(browser, "/sample?handler=remove", page.Hidden("handler=remove"))).Response.Headers.Location!.ToString()
            .ShouldBe($"/settings?done=sample-removed&change={FakeLedger.Change}");
    }

    [Fact]
    public async Task It_speaks_Japanese()
    {
        FakeSample.Empty(Api);
        (await Page.GetAsync(Web.Browser("hanako"), "/")).Text.ShouldContain("ファイルを取り込む サンプルの家計を読み込む");
        (await Page.GetAsync(Web.Browser("hanako"), "/?done=sample-loaded")).Text.ShouldContain("サンプルの家計を読み込みました。");
    }

    [Theory]
    [InlineData("/sample", "POST", 409, "sample-loaded", "The sample household is in the book already.")]
    [InlineData("/sample?handler=remove", "DELETE", 404, "not-found", "This is no longer there.")]
    [InlineData("/sample", "POST", 403, "forbidden", "That did not work.")]
    public async Task What_the_API_refuses_is_said_on_the_page_that_asked(string address, string method, int status, string slug, string words)
    {
        Api.Answers[$"{method} {Address}"] = FakeApi.Problem(status, slug);
        var browser = Web.Browser("alice");
        var fields = (await Page.GetAsync(browser, "/settings")).Hidden("action=\"/sample\"");
        var back = (await Page.PostAsync(browser, address, fields)).Response.Headers.Location!.ToString();
        back.ShouldBe($"/settings?failed={slug}");
        (await Page.GetAsync(browser, back)).Text.ShouldContain(words);
    }

    [Fact]
    public async Task Its_address_alone_does_nothing_and_leads_nowhere_else()
    {
        var browser = Web.Browser("alice");
        (await Page.GetAsync(browser, "/sample")).Response.Headers.Location!.ToString().ShouldBe("/");
        var fields = (await Page.GetAsync(browser, "/settings")).Hidden("action=\"/sample\"");
        fields["returnUrl"] = "https://elsewhere.example/";
        (await Page.PostAsync(browser, "/sample", fields)).Response.Headers.Location!.ToString().ShouldStartWith("/?done=");
        fields.Remove("_form");
        (await Page.PostAsync(browser, "/sample", fields)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }
}
