using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace SmartMoney.Web.Backend;

/// <summary>
/// Speaks to the API as the browser: its cookie, origin, language and address go out with each call, and every
/// cookie that the API sets comes back to it. State lives in the current request only, never in the client.
/// </summary>
public sealed class BrowserRelay(IHttpContextAccessor contexts) : DelegatingHandler
{
    private static readonly string[] Relayed = ["Cookie", "Origin", "Sec-Fetch-Site", "Accept-Language", "User-Agent"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var browser = contexts.HttpContext;
        if (browser is null)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        foreach (var name in Relayed)
        {
            if (browser.Request.Headers.TryGetValue(name, out var value) && !StringValues.IsNullOrEmpty(value))
            {
                Replace(request, name, value.ToString());
            }
        }

        // Once it is decided, the page's language is asked for: a problem in a file is then worded in it.
        if (browser.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture.Name is { } language)
        {
            Replace(request, "Accept-Language", language);
        }

        Replace(request, "X-Forwarded-For", browser.Connection.RemoteIpAddress?.ToString());
        Replace(request, "X-Forwarded-Proto", browser.Request.Scheme);
        Replace(request, "X-Forwarded-Host", browser.Request.Host.ToUriComponent());

        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues(HeaderNames.SetCookie, out var cookies) && !browser.Response.HasStarted)
        {
            browser.Response.Headers.SetCookie = LastOfEachName(browser.Response.Headers.SetCookie, cookies);
        }

        return response;
    }

    private static void Replace(HttpRequestMessage request, string name, string? value)
    {
        request.Headers.Remove(name);
        if (!string.IsNullOrEmpty(value))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    // Several calls of one page may each renew the session: the browser gets the newest cookie of a name only.
    private static StringValues LastOfEachName(StringValues already, IEnumerable<string> added)
    {
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var cookie in already.Concat(added))
        {
            if (cookie is not null)
            {
                byName[cookie.Split('=', 2)[0].Trim()] = cookie;
            }
        }

        return byName.Values.ToArray();
    }
}
