using Aspire.Hosting.Dashboard;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Compat.Dashboard;

public sealed class LogTests : IAsyncLifetime
{
    private readonly Pretended _api = new("api");
    private SampleDashboard _dashboard = null!;
    private HttpClient _browser = null!;

    private string Page => $"/consolelogs/resource/{_api.Id}";

    public async Task InitializeAsync()
    {
        _dashboard = await SampleDashboard.StartAsync(_api);
        _browser = await _dashboard.BrowserAsync();
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task Lines_are_numbered_and_standard_error_is_marked()
    {
        _dashboard.Log(_api.Id, "first");
        _dashboard.Log(_api.Id, "second", isError: true);
        var page = await _browser.GetStringAsync(Page);
        page.ShouldContain("<span class=\"no\">1</span>");
        page.ShouldContain("<div class=\"line line--error\"><span class=\"no\">2</span>");
        page.ShouldContain("<span class=\"stream\">err</span><span class=\"text\">second</span>");
    }

    [Fact]
    public async Task A_line_is_text_whatever_it_looks_like()
    {
        _dashboard.Log(_api.Id, "<script>alert(1)</script> \u001b[31m<img src=x onerror=alert(2)>\u001b[0m \u001b]8;;javascript:alert(3)\u0007link\u001b]8;;\u0007");
        var page = await _browser.GetStringAsync(Page + "?q=" + Uri.EscapeDataString("<script>"));
        page.ShouldNotContain("<script>alert");
        page.ShouldNotContain("<img src=x");
        page.ShouldNotContain("javascript:alert(3)");
        page.ShouldContain("<mark>&lt;script&gt;</mark>alert(1)");
        page.ShouldContain("<span class=\"ink1\">&lt;img src=x onerror=alert(2)&gt;</span>");
    }

    [Fact]
    public async Task A_search_without_scripts_leaves_the_lines_that_match_and_marks_the_words()
    {
        _dashboard.Log(_api.Id, "GET /accounts 200");
        _dashboard.Log(_api.Id, "GET /imp\u001b[1morts 500");
        var page = await _browser.GetStringAsync(Page + "?q=IMPORTS");
        page.ShouldNotContain("/accounts");
        page.ShouldContain("GET /<mark>imp</mark><span class=\"bold\"><mark>orts</mark></span>");
        page.ShouldContain("1 line of 2");
    }

    [Fact]
    public async Task Cleared_lines_are_left_out()
    {
        _dashboard.Log(_api.Id, "old-line");
        _dashboard.Log(_api.Id, "new-line");
        var page = await _browser.GetStringAsync(Page + "?after=1");
        page.ShouldNotContain("old-line");
        page.ShouldContain("new-line");
    }

    [Fact]
    public async Task The_stream_brings_what_is_there_and_what_comes()
    {
        _dashboard.Log(_api.Id, "before");
        using var stream = await _browser.GetStreamAsync($"/events/logs/{_api.Id}");
        using var reader = new StreamReader(stream);
        await UntilAsync(reader, "before");
        _dashboard.Log(_api.Id, "\u001b[32mafter\u001b[0m");
        (await UntilAsync(reader, "after")).ShouldContain("\"style\":\"ink2\"");
    }

    [Theory]
    [InlineData("plain", "plain:")]
    [InlineData("\u001b[31mred\u001b[0m plain", "red:ink1| plain:")]
    [InlineData("\u001b[1;92;44mall\u001b[22;39mground", "all:bold ink10 paper4|ground:paper4")]
    [InlineData("\u001b[38;5;3mnamed\u001b[38;5;200mother\u001b[38;2;1;2;3mtrue\u001b[m.", "namedothertrue:ink3|.:")]
    [InlineData("a\u001b[2Kb\u001b[10;20Hc\u001b]0;title\u0007d\u001b(Be\u0008\u0007\rf", "abcdef:")]
    [InlineData("cut \u001b[3", "cut 3:")]
    [InlineData("tab\tstays \u202eevil", "tab\tstays evil:")]
    [InlineData("\u001b[999999999999m\u001b[;;mx", "x:")]
    public void Colours_are_read_and_every_other_sequence_is_dropped(string line, string expected)
        => string.Join('|', AnsiText.Parse(line).Select(r => $"{r.Text}:{r.Style}")).ShouldBe(expected);

    private static async Task<string> UntilAsync(StreamReader reader, string words)
    {
        while (true)
        {
            var line = await reader.ReadLineAsync(SampleDashboard.Soon) ?? throw new InvalidOperationException("The stream has ended.");
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return line;
            }
        }
    }
}
