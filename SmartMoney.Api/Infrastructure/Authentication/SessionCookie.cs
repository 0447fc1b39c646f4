using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>
/// The session's cookie: the secret that its row is found by, protected.
/// </summary>
public sealed class SessionCookie(IDataProtectionProvider protection, IOptions<AccessOptions> access)
{
    /// <summary>How long a session lives after its last use.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    // A protected 32-byte secret is about 200 characters: anything much longer is not ours.
    private const int Longest = 1000;

    private readonly IDataProtector protector = protection.CreateProtector("SmartMoney.Session.v1");
    private readonly OwnCookie cookie = new("smartmoney", access);

    /// <summary>Its name.</summary>
    public string Name => cookie.Name;

    /// <summary>The secret that the request's cookie holds; null without a cookie, or with one that we did not make.</summary>
    public SessionSecret? Read(HttpRequest request)
    {
        if (cookie.Read(request) is not { Length: > 0 and < Longest } text || !Base64Url.IsValid(text))
            return null;
        try
        {
            return SessionSecret.From(protector.Unprotect(Base64Url.DecodeFromChars(text)));
        }
        catch (CryptographicException refused) when (!KeyRing.IsAway(refused))
        {
            // Forged, damaged, or from before the keys were replaced.
            return null;
        }
    }

    /// <summary>Sends the cookie, to live for another <see cref="Lifetime"/>.</summary>
    public void Write(HttpResponse response, SessionSecret secret) =>
        cookie.Write(response, Base64Url.EncodeToString(protector.Protect(secret.Bytes.ToArray())), Lifetime);

    /// <summary>Takes the cookie away.</summary>
    public void Delete(HttpResponse response) => cookie.Delete(response);
}
