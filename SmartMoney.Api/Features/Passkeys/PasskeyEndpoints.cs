using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Profile;
using SmartMoney.Api.Features.SecondFactors;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Passkeys;

/// <summary>One's own passkeys.</summary>
public static class PasskeyEndpoints
{
    /// <summary>Most passkeys of a user.</summary>
    private const int Most = 20;

    private const int LongestName = 100;

    public static void MapPasskeys(this RouteGroupBuilder account)
    {
        var passkeys = account.MapGroup("/passkeys");
        passkeys.MapGet("", ListAsync).WithName("listPasskeys").WithSummary("One's passkeys, oldest first");
        passkeys.MapPost("/options", OptionsAsync).WithName("passkeyCreationOptions").WithSummary("What a browser makes a passkey from (WebAuthn creation options)");
        passkeys.MapPost("", AddAsync).WithName("addPasskey").WithSummary("Keep the passkey that the browser made; with the first second factor come recovery codes");
        passkeys.MapPost("/{id}/remove", RemoveAsync).WithName("removePasskey").WithSummary("Remove a passkey: it signs in no more, and other sessions end");
    }

    private static async Task<Ok<ListOf<PasskeyView>>> ListAsync(Self self, UserManager<User> users) =>
        TypedResults.Ok(new ListOf<PasskeyView>([.. (await users.GetPasskeysAsync(await self.UserAsync())).OrderBy(passkey => passkey.CreatedAt).Select(PasskeyView.Of)], Next: null));

    private static async Task<Results<Ok<JsonElement>, ProblemHttpResult>> OptionsAsync(Body<PasswordOnly> body, Self self, PasskeySteps steps, UserManager<User> users, HttpContext http)
    {
        if (await self.ConfirmAsync(body.Value.Password, "password") is { } refusal)
            return refusal;
        var user = await self.UserAsync();
        return await RefusalAsync(users, user) is { } full ? full : TypedResults.Ok(await steps.BeginCreationAsync(user, http));
    }

    private static async Task<Results<Created<MadePasskey>, ProblemHttpResult>> AddAsync(
        Body<NewPasskey> body, Self self, PasskeySteps steps, SecondFactorState factors, UserManager<User> users, AuditLog audit, HttpContext http, CancellationToken cancel)
    {
        var errors = new Errors();
        errors.RequireText(body.Value.Name, "name", LongestName);
        errors.Require(body.Value.Credential.ValueKind == JsonValueKind.Object, "credential", "'credential' is required: what navigator.credentials.create() gave, as JSON.");
        if (errors.Any)
            return errors.Problem();

        var user = await self.UserAsync();
        if (await RefusalAsync(users, user) is { } full)
            return full;
        if (await steps.CreatedAsync(user, body.Value.Credential, http) is not { } passkey)
        {
            errors.Add("credential", "The browser's answer does not fit what it was asked, or it took longer than five minutes: try again.");
            return errors.Problem();
        }

        var before = await factors.OfAsync(user.Id, cancel);
        passkey.Name = body.Value.Name!.Trim();
        await users.AddOrUpdatePasskeyAsync(user, passkey);
        var codes = await factors.AddedAsync(user.Id, before, cancel);
        if (!before.IsOn)
            await self.SecondFactorChangedAsync();
        await audit.RecordAsync(AuditKind.PasskeyAdded, user.Id, book: null, passkey.Name, cancel);
        var view = PasskeyView.Of(passkey);
        return TypedResults.Created($"/api/v1/account/passkeys/{view.Id}", new MadePasskey(view.Id, view.Name, view.CreatedAt, codes));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        string id, Body<PasswordOnly> body, Self self, SecondFactorState factors, UserManager<User> users, AuditLog audit, CancellationToken cancel)
    {
        var user = await self.UserAsync();
        if (!Base64Url.IsValid(id) || await users.GetPasskeyAsync(user, Base64Url.DecodeFromChars(id)) is not { } passkey)
            return Problems.NotFound("passkey");
        if (await self.ConfirmAsync(body.Value.Password, "password") is { } refusal)
            return refusal;
        await users.RemovePasskeyAsync(user, passkey.CredentialId);
        await factors.RemovedAsync(user.Id, cancel);
        await self.SecondFactorChangedAsync();
        await audit.RecordAsync(AuditKind.PasskeyRemoved, user.Id, book: null, passkey.Name, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<ProblemHttpResult?> RefusalAsync(UserManager<User> users, User user) => (await users.GetPasskeysAsync(user)).Count >= Most
        ? Problems.Conflict("too-many-passkeys", $"You have {Most} passkeys already: remove one first.")
        : null;
}

/// <summary>A passkey of one's own.</summary>
/// <param name="Id">Its credential id in base64url.</param>
/// <param name="Name">What its owner calls it.</param>
public sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt)
{
    internal static PasskeyView Of(UserPasskeyInfo passkey) => new(Base64Url.EncodeToString(passkey.CredentialId), passkey.Name ?? "", passkey.CreatedAt);
}

/// <summary>A passkey that a browser made.</summary>
/// <param name="Name">Required, 1 to 100 characters: what its owner calls it.</param>
/// <param name="Credential">Required: the RegistrationResponseJSON of WebAuthn.</param>
public sealed record NewPasskey(string? Name, JsonElement Credential);

/// <summary>A passkey that was kept.</summary>
/// <param name="RecoveryCodes">Ten codes for the day when it is gone, shown this once; null unless it is the first second factor.</param>
public sealed record MadePasskey(string Id, string Name, DateTimeOffset CreatedAt, IReadOnlyList<string>? RecoveryCodes);
