using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Auth;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Profile;

/// <summary>The user behind a signed-in request.</summary>
internal sealed class Self(BookSession session, UserManager<User> users, PasswordCheck check, IHttpContextAccessor contexts)
{
    /// <summary>The user's row, in the request's transaction.</summary>
    public async Task<User> UserAsync() => (await users.FindByIdAsync(session.Caller.UserId.ToString()))!;

    /// <summary>Null when the password is the user's; else the answer, and the failure is counted for good.</summary>
    public async Task<ProblemHttpResult?> ConfirmAsync(string? password, string field)
    {
        var http = contexts.HttpContext!;
        var refusal = await check.ConfirmAsync(await UserAsync(), password, field, http);
        if (refusal is not null)
            await session.CommitAsync(http.RequestAborted);
        return refusal;
    }

    /// <summary>After a second factor came or went: other sessions end, and sign-ins that have begun.</summary>
    public async Task SecondFactorChangedAsync()
    {
        await users.UpdateSecurityStampAsync(await UserAsync());
        await session.Db.EndSessionsAsync(session.Caller.UserId, session.Caller.SessionId, contexts.HttpContext!.RequestAborted);
    }
}
