using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Auth;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Passkeys;

/// <summary>Signing in with a passkey, instead of the password or after it.</summary>
public static class PasskeyLogin
{
    public static void MapPasskeyLogin(this RouteGroupBuilder anonymous)
    {
        anonymous.MapPost("/auth/passkey/options", OptionsAsync).WithName("passkeyOptions").WithSummary("What a browser signs to sign in with a passkey (WebAuthn request options)");
        anonymous.MapPost("/auth/passkey", SignInAsync).WithName("loginPasskey").WithSummary("Sign in with a passkey: sets the session cookie");
    }

    private static async Task<Ok<JsonElement>> OptionsAsync(PasskeySteps steps, HttpContext http) => TypedResults.Ok(await steps.BeginSignInAsync(http));

    private static async Task<Results<NoContent, ProblemHttpResult>> SignInAsync(
        Body<PasskeyAnswer> body, PasskeySteps steps, SignIn signIn, UserManager<User> users, SmartMoneyContext db, AuditLog audit, HttpContext http, CancellationToken cancel)
    {
        var errors = new Errors();
        errors.Require(body.Value.Credential.ValueKind == JsonValueKind.Object, "credential", "'credential' is required: what navigator.credentials.get() gave, as JSON.");
        if (errors.Any)
            return errors.Problem();
        if (await steps.SignedAsync(body.Value.Credential, http) is not var (user, passkey))
        {
            if (await steps.OwnerAsync(body.Value.Credential) is { } owner)
                await audit.RecordRefusalAsync(AuditKind.PasskeyRefused, owner.Id, cancel);
            return Problems.NotSignedIn(http, "passkey", "This passkey is not known here, or it took longer than five minutes: try again, or sign in with the password.");
        }

        return await signIn.CompleteAsync(user, http, CountAsync) is { } overtaken ? overtaken : TypedResults.NoContent();

        // The passkey's own counter. Removing it changes the user's stamp, so it is still there.
        async Task CountAsync()
        {
            await db.Entry(user).ReloadAsync(cancel);
            await users.AddOrUpdatePasskeyAsync(user, passkey);
        }
    }
}

/// <summary>What a browser signed.</summary>
/// <param name="Credential">Required: the AuthenticationResponseJSON of WebAuthn.</param>
public sealed record PasskeyAnswer(JsonElement Credential);
