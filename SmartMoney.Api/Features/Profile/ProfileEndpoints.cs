using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Auth;
using SmartMoney.Api.Features.Passwords;
using SmartMoney.Api.Features.SecondFactors;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Profile;

/// <summary>One's own account: what one signs in with. In a browser only, and what matters asks for the password again.</summary>
public static class ProfileEndpoints
{
    public static void AddProfile(this IServiceCollection services) => services.AddScoped<Self>();

    /// <summary>The group of all that concerns one's own account.</summary>
    public static RouteGroupBuilder MapOwnAccount(this RouteGroupBuilder signedIn) =>
        signedIn.MapGroup("/account").RequireAuthorization(Policies.Browser).WithMetadata(new NeverStored(), Turn.Account);

    public static void MapProfile(this RouteGroupBuilder account)
    {
        account.MapGet("", GetAsync).WithName("getProfile").WithSummary("One's own account: address and second factors");
        account.MapPost("/password", ChangePasswordAsync).WithName("changePassword").WithSummary("Change the password; other sessions and trusted browsers end");
        account.MapPost("/email", ChangeEmailAsync).RequireRateLimiting(AccountLimits.Emails).WithName("changeEmail").WithSummary("Change the e-mail address that one signs in with");
    }

    private static async Task<Ok<ProfileView>> GetAsync(Self self, SecondFactorState factors, CancellationToken cancel)
    {
        var user = await self.UserAsync();
        var state = await factors.OfAsync(user.Id, cancel);
        return TypedResults.Ok(new ProfileView(user.Id, user.Email!, user.CreatedAt, user.IsOperator, state.Totp, state.RecoveryCodes, state.Passkeys));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePasswordAsync(
        Body<PasswordChange> body, Self self, NewPassword passwords, BookSession session, AuditLog audit, CancellationToken cancel)
    {
        var user = await self.UserAsync();
        var errors = new Errors();
        errors.RequirePassword(body.Value.NewPassword, "newPassword", user.Email);
        errors.Require(body.Value.NewPassword != body.Value.CurrentPassword, "newPassword", "'newPassword' is the one that you have: choose another.");
        if (errors.Any)
            return errors.Problem();
        if (await self.ConfirmAsync(body.Value.CurrentPassword, "currentPassword") is { } refusal)
            return refusal;

        await passwords.SetAsync(user, body.Value.NewPassword!, session.Caller.SessionId, body.Value.DeleteTokens, cancel);
        await audit.RecordAsync(AuditKind.PasswordChanged, user.Id, book: null, subject: null, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeEmailAsync(
        Body<EmailChange> body, Self self, UserManager<User> users, AuditLog audit, CancellationToken cancel)
    {
        var errors = new Errors();
        errors.RequireEmail(body.Value.Email);
        if (errors.Any)
            return errors.Problem();
        if (await self.ConfirmAsync(body.Value.Password, "password") is { } refusal)
            return refusal;

        var user = await self.UserAsync();
        var former = user.Email;
        (user.Email, user.UserName) = (body.Value.Email!.Trim(), body.Value.Email.Trim());
        try
        {
            if (!(await users.UpdateAsync(user)).Succeeded)
                return Taken();
        }
        catch (DbUpdateException clash) when (clash.IsTaken())
        {
            return Taken();
        }

        await audit.RecordAsync(AuditKind.EmailChanged, user.Id, book: null, former, cancel);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult Taken() => Problems.Conflict("email-taken", "Another user signs in with this e-mail address.");
}
