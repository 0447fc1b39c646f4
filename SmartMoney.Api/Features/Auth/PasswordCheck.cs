using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Auth;

/// <summary>
/// Judges passwords, taking as long for an unknown address as for a wrong password, and counts the wrong ones. Whoever fails too often
/// waits before the password is looked at, the right one too.
/// </summary>
internal sealed class PasswordCheck(UserManager<User> users, IPasswordHasher<User> hasher, Decoy decoy, Attempts attempts, AuditLog audit)
{
    /// <summary>The user of an address and a password; else why not, but never which of the two was wrong.</summary>
    public async Task<(User? User, ProblemHttpResult? Refusal)> SignInAsync(string email, string password, HttpContext http)
    {
        var subject = Attempts.PasswordOf(email);
        if (await attempts.BeginAsync(subject, http.RequestAborted) is { } wait)
            return (null, TooMany(http, wait));
        await attempts.SlowDownAsync(subject, http.RequestAborted);
        var known = EmailAddress.IsOne(email) ? await users.FindByEmailAsync(email.Trim()) : null;
        if (await IsRightAsync(known, password))
        {
            await attempts.ForgiveAsync(subject, http.RequestAborted);
            return (known, null);
        }

        await audit.RecordRefusalAsync(AuditKind.SignInFailed, known?.Id ?? Guid.Empty, http.RequestAborted);
        return (null, Problems.NotSignedIn(http, "credentials", "The e-mail address or the password is wrong."));
    }

    /// <summary>Whether a signed-in user knows the own password: null when, else 429 or 422 about the field.</summary>
    /// <remarks>What was counted must outlive the refusal: the caller commits before answering with it.</remarks>
    public async Task<ProblemHttpResult?> ConfirmAsync(User user, string? password, string field, HttpContext http)
    {
        var errors = new Errors();
        if (password is not { Length: > 0 and <= AuthenticationSetup.LongestPassword })
        {
            errors.Add(field, $"'{field}' is required: the one that you sign in with now.");
            return errors.Problem();
        }

        var subject = Attempts.PasswordOf(user.Email!);
        if (await attempts.BeginAsync(subject, http.RequestAborted) is { } wait)
            return TooMany(http, wait);
        if (await IsRightAsync(user, password))
        {
            await attempts.ForgiveAsync(subject, http.RequestAborted);
            return null;
        }

        await audit.RecordAsync(AuditKind.SignInFailed, user.Id, book: null, subject: null, http.RequestAborted);
        errors.Add(field, "This is not your password.");
        return errors.Problem();
    }

    private async Task<bool> IsRightAsync(User? user, string password)
    {
        var verdict = hasher.VerifyHashedPassword(user ?? Decoy.Nobody, user?.PasswordHash ?? decoy.Hash, password);
        if (user?.PasswordHash is null || verdict == PasswordVerificationResult.Failed)
            return false;
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            user.PasswordHash = hasher.HashPassword(user, password);
            await users.UpdateAsync(user);
        }

        return true;
    }

    private static ProblemHttpResult TooMany(HttpContext http, TimeSpan wait) =>
        Problems.TooMany(http, wait, "too-many-attempts", "Too many wrong passwords came from here for this address.");
}

/// <summary>A password hash that nothing matches, of the same cost as the real ones.</summary>
internal sealed class Decoy(IServiceScopeFactory scopes)
{
    private readonly Lazy<string> hash = new(() =>
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IPasswordHasher<User>>().HashPassword(Nobody, Guid.NewGuid().ToString());
    });

    public static User Nobody { get; } = new();

    public string Hash => hash.Value;
}
