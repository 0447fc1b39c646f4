using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.SecondFactors;
using SmartMoney.Api.Infrastructure.Authentication;

namespace SmartMoney.Api.Features.Auth;

/// <summary>
/// The way from a right password to a session. Who has a second factor gets no session before it, only a cookie that says for ten minutes
/// whose password was right; it authorises nothing, and ends when the password changes.
/// </summary>
internal sealed class SignIn(IDataProtectionProvider protection, IOptions<AccessOptions> access, TimeProvider clock, KeyRing keys, SecondFactorState factors, TrustedBrowsers trusted)
{
    private readonly ShortCookie begun = new("signin", TimeSpan.FromMinutes(10), protection, access, clock);

    /// <summary>Signs in whose password was right, or says what is missing.</summary>
    public async Task<SecondFactorNeeded?> AfterPasswordAsync(User user, HttpContext http)
    {
        var state = await factors.OfAsync(user.Id, http.RequestAborted);
        if (state.IsOn && !await trusted.IsTrustedAsync(user.Id, http))
        {
            await keys.EnsureAsync(http.RequestAborted);
            begun.Write(http.Response, string.Create(CultureInfo.InvariantCulture, $"{user.Id} {user.SecurityStamp}"));
            return new("second-factor", state.Methods);
        }

        await CompleteAsync(user.Id, http);
        return null;
    }

    /// <summary>Whose password was right in this browser lately, with the stamp that their user had then.</summary>
    public (Guid User, string Stamp)? Begun(HttpRequest request) =>
        begun.Read(request)?.Split(' ') is [var id, var stamp] && Guid.TryParse(id, out var user) ? (user, stamp) : null;

    /// <summary>Starts the session: all that was asked for is there.</summary>
    public Task CompleteAsync(Guid user, HttpContext http)
    {
        if (Begun(http.Request) is not null)
            begun.Delete(http.Response);
        return http.SignInAsync(Schemes.Session, Signed.As(user));
    }
}

/// <summary>The answer to a right password that is not enough.</summary>
/// <param name="Next">Always <c>second-factor</c>: call POST /auth/second-factor, or sign in with a passkey.</param>
/// <param name="Methods">What will do: <c>totp</c>, <c>recoveryCode</c>, <c>passkey</c>.</param>
public sealed record SecondFactorNeeded(string Next, IReadOnlyList<string> Methods);
