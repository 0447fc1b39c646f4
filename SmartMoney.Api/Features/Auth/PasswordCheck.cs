using Microsoft.AspNetCore.Identity;
using SmartMoney.Api.Data.Model;

namespace SmartMoney.Api.Features.Auth;

/// <summary>Finds a user by e-mail address and password, taking as long for an unknown address as for a wrong password.</summary>
internal sealed class PasswordCheck(UserManager<User> users, IPasswordHasher<User> hasher, Decoy decoy)
{
    /// <summary>The user, or null; never which of the two was wrong.</summary>
    public async Task<User?> FindAsync(string email, string password)
    {
        var user = EmailAddress.IsOne(email) ? await users.FindByEmailAsync(email.Trim()) : null;
        var stored = user?.PasswordHash ?? decoy.Hash;
        var verdict = hasher.VerifyHashedPassword(user ?? Decoy.Nobody, stored, password);
        if (user?.PasswordHash is null || verdict == PasswordVerificationResult.Failed)
            return null;

        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            user.PasswordHash = hasher.HashPassword(user, password);
            await users.UpdateAsync(user);
        }

        return user;
    }
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
