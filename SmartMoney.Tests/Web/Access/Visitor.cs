using System.Net;
using System.Text.RegularExpressions;
using SmartMoney.Tests.Api.Access;

namespace SmartMoney.Tests.Web.Access;

/// <summary>Somebody's browser without JavaScript, on the web front, set on looking at the household's book.</summary>
internal sealed partial class Visitor(RealFront front, AccessHousehold home, Person person)
{
    private const string Session = "smartmoney";

    /// <summary>May read the household's book.</summary>
    public bool IsMember => person.Role is not null;

    public Task<Opened> GetAsync(string path) => SendAsync(HttpMethod.Get, path, content: null);

    /// <summary>Sends a form with ids of the household's rows.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="formToken">That of the visitor's session; null leaves it out.</param>
    public async Task<Opened> PostAsync(string path, string? formToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = Ids().Match(path) is { Success: true } own ? own.Value : await home.Rows.KeptAsync("transactions/{id}"),
            ["change"] = await home.Rows.KeptAsync("changes/{changeId}"),
        };
        if (formToken is not null)
            fields["_form"] = formToken;
        using var form = new FormUrlEncodedContent(fields);
        return await SendAsync(HttpMethod.Post, path, form);
    }

    /// <summary>The form token of the visitor's session, which is begun again where a form has ended it.</summary>
    public async Task<string> FormTokenAsync()
    {
        var me = await person.User.GetAsync("auth/me");
        if (me.Status == (int)HttpStatusCode.Unauthorized)
        {
            await person.SignIn!();
            me = await person.User.GetAsync("auth/me");
        }

        return (string)me.ShouldBe(200)["formToken"]!;
    }

    private async Task<Opened> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var browser = front.Browser();
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add("Origin", "http://localhost");
        if (person.SignIn is not null || !person.IsKnown)
            request.Headers.Add("Cookie", person.User.TryCookie(Session) is { } session ? $"{session}; sm-book={home.Book}" : $"sm-book={home.Book}");
        using var response = await browser.SendAsync(request);
        return new Opened(response.StatusCode, response.Headers.Location?.ToString() ?? "", await response.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ids();
}

/// <summary>What a browser got.</summary>
internal sealed record Opened(HttpStatusCode Status, string Location, string Text);
