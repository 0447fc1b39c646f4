using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>
/// A cookie that carries a text from one step of signing in to the next: protected, so that only we can have written it, and good for
/// some minutes. It opens nothing by itself.
/// </summary>
internal sealed class ShortCookie(string purpose, TimeSpan lifetime, IDataProtectionProvider protection, IOptions<AccessOptions> access, TimeProvider clock)
{
    // Browsers keep 4,096 characters of a cookie (RFC 6265bis section 5.7).
    private const int Longest = 4000;

    private readonly IDataProtector protector = protection.CreateProtector($"SmartMoney.{purpose}.v1");
    private readonly OwnCookie cookie = new($"smartmoney-{purpose}", access);

    /// <summary>Sends it.</summary>
    public void Write(HttpResponse response, string text)
    {
        var plain = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteInt64BigEndian(plain, (clock.GetUtcNow() + lifetime).UtcTicks);
        Encoding.UTF8.GetBytes(text, plain.AsSpan(sizeof(long)));
        cookie.Write(response, Base64Url.EncodeToString(protector.Protect(plain)), lifetime);
    }

    /// <summary>What it carries; null without one, with one that we did not make, and after its minutes.</summary>
    public string? Read(HttpRequest request)
    {
        if (cookie.Read(request) is not { Length: > 0 and < Longest } sent || !Base64Url.IsValid(sent))
            return null;
        try
        {
            var plain = protector.Unprotect(Base64Url.DecodeFromChars(sent));
            return BinaryPrimitives.ReadInt64BigEndian(plain) > clock.GetUtcNow().UtcTicks ? Encoding.UTF8.GetString(plain.AsSpan(sizeof(long))) : null;
        }
        catch (CryptographicException refused) when (!KeyRing.IsAway(refused))
        {
            return null;
        }
    }

    /// <summary>Takes it away.</summary>
    public void Delete(HttpResponse response) => cookie.Delete(response);
}
