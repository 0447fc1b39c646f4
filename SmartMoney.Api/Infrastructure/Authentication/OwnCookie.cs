using Microsoft.Extensions.Options;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>
/// What all our cookies have in common: HttpOnly, SameSite=Lax, and over https Secure with the <c>__Host-</c> prefix, which ties them to
/// this host and path (RFC 6265bis section 4.1.3.2).
/// </summary>
internal sealed class OwnCookie(string name, IOptions<AccessOptions> access)
{
    private readonly bool secure = access.Value.IsSecure;

    /// <summary>Its full name.</summary>
    public string Name => secure ? $"__Host-{name}" : name;

    /// <summary>What the browser sent; null without one.</summary>
    public string? Read(HttpRequest request) => request.Cookies[Name];

    /// <summary>Sends it.</summary>
    public void Write(HttpResponse response, string value, TimeSpan lifetime) => response.Cookies.Append(Name, value, Options(lifetime));

    /// <summary>Takes it away.</summary>
    public void Delete(HttpResponse response) => response.Cookies.Delete(Name, Options(maxAge: null));

    private CookieOptions Options(TimeSpan? maxAge) => new()
    {
        Path = "/",
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = secure,
        MaxAge = maxAge,
        IsEssential = true,
    };
}
