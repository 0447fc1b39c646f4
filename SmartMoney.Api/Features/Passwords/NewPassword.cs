using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.SecondFactors;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;

namespace SmartMoney.Api.Features.Passwords;

/// <summary>Sets a password, and ends what the former one opened: other sessions, trusted browsers, sign-ins that have begun, links to reset it, and API tokens where that is asked for.</summary>
internal sealed class NewPassword(SmartMoneyContext db, UserManager<User> users, IPasswordHasher<User> hasher, TrustedBrowsers trusted, PasswordResets resets, AuditLog audit)
{
    /// <param name="user">Whose.</param>
    /// <param name="password">A password that the rules accept.</param>
    /// <param name="but">The session that goes on; null ends all.</param>
    /// <param name="tokens">Whether API tokens end too: who knew the former password may have made one.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task SetAsync(User user, string password, Guid? but, bool tokens, CancellationToken cancel)
    {
        user.PasswordHash = hasher.HashPassword(user, password);
        if (await users.UpdateSecurityStampAsync(user) is { Succeeded: false } failed)
            throw new InvalidOperationException($"The password was not stored: {failed}");
        await db.EndSessionsAsync(user.Id, but, cancel);
        await trusted.ForgetAsync(user.Id, id: null, cancel);
        await resets.EndAsync(user.Id, cancel);
        if (tokens && await db.ApiTokens.Where(token => token.UserId == user.Id).ExecuteDeleteAsync(cancel) > 0)
            await audit.RecordAsync(AuditKind.TokensDeleted, user.Id, book: null, subject: null, cancel);
    }
}
