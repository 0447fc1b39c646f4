using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using SmartMoney.Tests.Api.Access;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Web.Access;

/// <summary>
/// Every page of the web front over the real API, opened and posted to as nobody, as another household's owner with this one's ids, as a viewer
/// and as a removed member. The pages come from the front's own routing: one that is added is covered.
/// </summary>
[Trait("needs", "postgres")]
public abstract partial class PageMatrixTests(Installation api)
{
    private readonly List<string> failures = [];

    [RequiresFact]
    public async Task Every_page_keeps_out_who_may_not_see_it_and_changes_nothing_for_who_may_not_write()
    {
        var home = await AccessHousehold.CreateAsync(api);
        var everybody = (await home.EverybodyAsync()).ToDictionary(person => person.Name, StringComparer.Ordinal);
        await using var front = RealFront.Over(api);
        var pages = new List<(WebPage Page, string Path)>();
        foreach (var page in await front.PagesAsync())
            pages.Add((page, await PathAsync(home, page)));
        pages.Count.ShouldBeGreaterThan(20);

        // First the owner, for whom previews that are out of date are matched anew.
        var owner = new Visitor(front, home, everybody["the owner"]);
        foreach (var (page, path) in pages.Where(one => !one.Page.IsOpen))
        {
            var answer = await owner.GetAsync(path);
            Check((int)answer.Status < 400, $"GET {page} as the owner", "the page", answer, mayRead: true);
        }

        (await owner.GetAsync("/transactions")).Text.ShouldContain(AccessHousehold.Marker);

        var before = await Fingerprint.TakeAsync(api.Database.Superuser);
        foreach (var (page, path) in pages)
        {
            foreach (var name in new[] { "nobody", "a member removed a second ago" })
                await NotSignedInAsync(page, path, new Visitor(front, home, everybody[name]), name);
            await StrangerReadsAsync(page, path, new Visitor(front, home, everybody["another household's owner"]));
            foreach (var name in new[] { "another household's owner", "a viewer", "the owner" })
                await WithoutFormTokenAsync(page, path, new Visitor(front, home, everybody[name]), name);
            Check((int)(await new Visitor(front, home, everybody["a viewer"]).GetAsync(path)).Status < 500, $"GET {page} as a viewer", "an answer");
        }

        failures.AddRange(Fingerprint.Differences(before, await Fingerprint.TakeAsync(api.Database.Superuser)).Select(table => $"What was refused changed {table}."));

        // With their own form token they may change what is their own: their session, their choice of book. The household's rows stay.
        before = await Fingerprint.TakeAsync(api.Database.Superuser, home.Book);
        foreach (var (page, path) in pages.Where(one => !one.Page.IsOpen))
        {
            foreach (var name in new[] { "another household's owner", "a viewer" })
                await PostOwnFormsAsync(page, path, new Visitor(front, home, everybody[name]), name);
        }

        failures.AddRange(Fingerprint.Differences(before, await Fingerprint.TakeAsync(api.Database.Superuser, home.Book)).Except(["audit_events"])
            .Select(table => $"Forms of who may not write changed the household's {table}."));
        failures.ShouldBeEmpty();
    }

    private async Task NotSignedInAsync(WebPage page, string path, Visitor visitor, string name)
    {
        foreach (var (method, answer) in new[] { ("GET", await visitor.GetAsync(path)), ("POST", await visitor.PostAsync(path, formToken: null)) })
        {
            var toLogin = answer.Status == HttpStatusCode.Redirect && answer.Location.StartsWith("/login", StringComparison.Ordinal);
            Check(page.IsOpen ? (int)answer.Status < 500 : toLogin, $"{method} {page} as {name}", page.IsOpen ? "the page" : "302 to /login", answer);
        }
    }

    private async Task StrangerReadsAsync(WebPage page, string path, Visitor visitor)
    {
        var answer = await visitor.GetAsync(path);
        var isRight = page.NamesRow ? answer.Status == HttpStatusCode.NotFound : (int)answer.Status < 500;
        Check(isRight, $"GET {page} as another household's owner", page.NamesRow ? "404" : "an answer", answer);
    }

    private async Task WithoutFormTokenAsync(WebPage page, string path, Visitor visitor, string name)
    {
        if (page.IsOpen)
            return;
        foreach (var handler in page.Writes)
        {
            var answer = await visitor.PostAsync($"{path}?handler={handler}", formToken: null);
            Check((int)answer.Status is >= 400 and < 500, $"POST {page} ({handler}) as {name} without a form's token", "a refusal", answer, mayRead: visitor.IsMember);
        }
    }

    private async Task PostOwnFormsAsync(WebPage page, string path, Visitor visitor, string name)
    {
        foreach (var handler in page.Writes)
        {
            var answer = await visitor.PostAsync($"{path}?handler={handler}", await visitor.FormTokenAsync());
            Check((int)answer.Status < 500, $"POST {page} ({handler}) as {name}", "an answer", answer, mayRead: visitor.IsMember);
        }
    }

    private void Check(bool isRight, string what, string expected, Opened? answer = null, bool mayRead = false)
    {
        if (!isRight)
            failures.Add($"{what}: expected {expected}, got {(int?)answer?.Status} {answer?.Location}");
        if (!mayRead && answer?.Text.Contains(AccessHousehold.Marker, StringComparison.Ordinal) == true)
            failures.Add($"{what}: the page holds what the household wrote");
    }

    private static async Task<string> PathAsync(AccessHousehold home, WebPage page)
    {
        var path = page.ToString();
        foreach (Match parameter in Parameter().Matches(path))
        {
            var first = path.Split('/')[1];
            var kind = $"{(first == "import" ? "imports" : first)}/{{{parameter.Groups["name"].Value}}}";
            path = path.Replace(parameter.Value, await home.Rows.KeptAsync(kind), StringComparison.Ordinal);
        }

        return path;
    }

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}

public sealed class PageMatrixTestsOn15(InstallationOn15 api) : PageMatrixTests(api), IClassFixture<InstallationOn15>;
