using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.SecondFactors;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Auth;

/// <summary>
/// The way from a right password to a session. Who has a second factor gets no session before it, only a cookie that says for ten minutes
/// whose password was right; it authorises nothing, and ends when the password changes.
/// </summary>
internal sealed class SignIn(
    SmartMoneyContext db, IDataProtectionProvider protection, IOptions<AccessOptions> access, TimeProvider clock, KeyRing keys, SecondFactorState factors, TrustedBrowsers trusted)
{
    private readonly ShortCookie begun = new("signin", TimeSpan.FromMinutes(10), protection, access, clock);

    /// <summary>Signs in whose password was right, or says what is missing; else why it did not work.</summary>
    public async Task<(SecondFactorNeeded? Missing, ProblemHttpResult? Refusal)> AfterPasswordAsync(User user, HttpContext http)
    {
        var state = await factors.OfAsync(user.Id, http.RequestAborted);
        if (state.IsOn && !await trusted.IsTrustedAsync(user.Id, http))
        {
            await keys.EnsureAsync(http.RequestAborted);
            begun.Write(http.Response, string.Create(CultureInfo.InvariantCulture, $"{user.Id} {user.SecurityStamp}"));
            return (new("second-factor", state.Methods), null);
        }

        return (null, await CompleteAsync(user, http));
    }

    /// <summary>Whose password was right in this browser lately, with the stamp that their user had then.</summary>
    public (Guid User, string Stamp)? Begun(HttpRequest request) =>
        begun.Read(request)?.Split(' ') is [var id, var stamp] && Guid.TryParse(id, out var user) ? (user, stamp) : null;

    /// <summary>
    /// Starts the session: all that was asked for is there. Not when the password or the second factor has changed since the user was read:
    /// what a change ends must not begin a moment later.
    /// </summary>
    /// <param name="user">As they were when they proved who they are.</param>
    /// <param name="http">Gets the cookie.</param>
    /// <param name="before">What belongs to it, in the same transaction.</param>
    /// <returns>Null, or the answer.</returns>
    public async Task<ProblemHttpResult?> CompleteAsync(User user, HttpContext http, Func<Task>? before = null)
    {
        var cancel = http.RequestAborted;
        await keys.EnsureAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.LockUserAsync(user.Id, cancel);
        if (await db.Users.Where(row => row.Id == user.Id).Select(row => row.SecurityStamp).SingleOrDefaultAsync(cancel) != user.SecurityStamp)
            return Again(http);
        if (before is not null)
            await before();
        await http.SignInAsync(Schemes.Session, Signed.As(user.Id));
        await transaction.CommitAsync(cancel);
        if (Begun(http.Request) is not null)
            begun.Delete(http.Response);
        return null;
    }

    /// <summary>401: what has begun does not count any more.</summary>
    public static ProblemHttpResult Again(HttpContext http) =>
        Problems.NotSignedIn(http, "sign-in-again", "The sign-in took longer than ten minutes, or did not begin in this browser: start with the password again.");
}

/// <summary>The answer to a right password that is not enough.</summary>
/// <param name="Next">Always <c>second-factor</c>: call POST /auth/second-factor, or sign in with a passkey.</param>
/// <param name="Methods">What will do: <c>totp</c>, <c>recoveryCode</c>, <c>passkey</c>.</param>
public sealed record SecondFactorNeeded(string Next, IReadOnlyList<string> Methods);
