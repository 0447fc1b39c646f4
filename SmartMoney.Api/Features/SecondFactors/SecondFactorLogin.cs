using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Auth;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.SecondFactors;

/// <summary>The second step of signing in: a code of the authenticator app, or a recovery code.</summary>
public static class SecondFactorLogin
{
    /// <summary>Wrong codes within 15 minutes, from all addresses together, after which only recovery codes and passkeys help: six digits can be guessed.</summary>
    private const int MostGuesses = 50;

    private const int LongestCode = 40;

    private static readonly TimeSpan GuessersWait = TimeSpan.FromMinutes(15);

    public static void MapSecondFactorLogin(this RouteGroupBuilder anonymous) =>
        anonymous.MapPost("/auth/second-factor", SignInAsync).WithName("loginSecondFactor")
            .WithSummary("The second step of signing in: a code of the app, or a recovery code");

    private static async Task<Results<NoContent, ProblemHttpResult>> SignInAsync(
        Body<SecondFactorCode> body, SignIn signIn, UserManager<User> users, Authenticator app, RecoveryCodes codes, TrustedBrowsers trusted, Attempts attempts,
        AuditLog audit, HttpContext http, CancellationToken cancel)
    {
        var code = body.Value.Code?.Trim() ?? "";
        var errors = new Errors();
        errors.Require(code.Length is > 0 and <= LongestCode, "code", "'code' is required: six digits of the app, or a recovery code.");
        if (errors.Any)
            return errors.Problem();
        if (signIn.Begun(http.Request) is not var (id, stamp) || await users.FindByIdAsync(id.ToString()) is not { } user || user.SecurityStamp != stamp)
            return SignIn.Again(http);

        var subject = Attempts.SecondFactorOf(id);
        var recovery = RecoveryCodes.IsCode(code);
        if (await attempts.BeginAsync(subject, cancel) is { } wait)
            return TooMany(http, wait);
        if (!recovery && await attempts.RecentAsync(subject, cancel) > MostGuesses)
            return TooMany(http, GuessersWait);

        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        var right = recovery ? await codes.UseAsync(id, code, cancel) : Totp.IsCode(digits) && await app.AcceptsAsync(id, digits, cancel);
        if (!right)
        {
            await audit.RecordAsync(AuditKind.SecondFactorFailed, id, book: null, subject: null, cancel);
            return Problems.NotSignedIn(http, "wrong-code", recovery
                ? "The recovery code is wrong, or was used already: each works once, so take another one."
                : "The code is wrong, or was used already: wait for the app's next one.");
        }

        await attempts.ForgiveAsync(subject, cancel);
        if (recovery)
            await audit.RecordAsync(AuditKind.RecoveryCodeUsed, id, book: null, subject: null, cancel);
        return await signIn.CompleteAsync(user, http, TrustAsync) is { } overtaken ? overtaken : TypedResults.NoContent();

        async Task TrustAsync()
        {
            if (!body.Value.TrustBrowser)
                return;
            await trusted.TrustAsync(id, http);
            await audit.RecordAsync(AuditKind.BrowserTrusted, id, book: null, subject: null, cancel);
        }
    }

    internal static ProblemHttpResult TooMany(HttpContext http, TimeSpan wait) =>
        Problems.TooMany(http, wait, "too-many-attempts", "Too many wrong codes came for this account. A recovery code or a passkey from another network still helps.");
}

/// <summary>A code, after the password.</summary>
/// <param name="Code">Required: six digits of the app, or a recovery code; spaces and hyphens do not matter.</param>
/// <param name="TrustBrowser">Whether this browser is not asked for it again for 30 days.</param>
public sealed record SecondFactorCode(string? Code, bool TrustBrowser = false);
