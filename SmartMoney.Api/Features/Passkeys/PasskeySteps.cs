using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Authentication;

namespace SmartMoney.Api.Features.Passkeys;

/// <summary>Both ceremonies in two steps each: the options with a challenge, which a cookie keeps for five minutes, and the browser's answer to it.</summary>
internal sealed class PasskeySteps(
    IPasskeyHandler<User> handler, UserManager<User> users, IDataProtectionProvider protection, IOptions<AccessOptions> access, TimeProvider clock, KeyRing keys)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ShortCookie creating = new("passkey-new", Patience, protection, access, clock);
    private readonly ShortCookie asking = new("passkey", Patience, protection, access, clock);

    /// <summary>What the browser makes a passkey from, for a user.</summary>
    public async Task<JsonElement> BeginCreationAsync(User user, HttpContext http)
    {
        var entity = new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.Email! };
        var made = await handler.MakeCreationOptionsAsync(entity, http);
        creating.Write(http.Response, made.AttestationState ?? "");
        return JsonElement.Parse(made.CreationOptionsJson);
    }

    /// <summary>The new passkey that the browser made; null when it is none for this user and challenge.</summary>
    public async Task<UserPasskeyInfo?> CreatedAsync(User user, JsonElement credential, HttpContext http)
    {
        if (creating.Read(http.Request) is not { } state)
            return null;
        creating.Delete(http.Response);
        var result = await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential.GetRawText(), AttestationState = state });
        return result.Succeeded && result.UserEntity.Id == user.Id.ToString() ? result.Passkey : null;
    }

    /// <summary>What the browser signs to prove that it has a passkey, whosoever.</summary>
    public async Task<JsonElement> BeginSignInAsync(HttpContext http)
    {
        await keys.EnsureAsync(http.RequestAborted);
        var made = await handler.MakeRequestOptionsAsync(user: null, http);
        asking.Write(http.Response, made.AssertionState ?? "");
        return JsonElement.Parse(made.RequestOptionsJson);
    }

    /// <summary>Whose passkey signed, and the passkey with its new counter; null when none of ours did.</summary>
    public async Task<(User User, UserPasskeyInfo Passkey)?> SignedAsync(JsonElement credential, HttpContext http)
    {
        if (asking.Read(http.Request) is not { } state)
            return null;
        asking.Delete(http.Response);
        var result = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential.GetRawText(), AssertionState = state });
        return result.Succeeded ? (result.User, result.Passkey) : null;
    }

    /// <summary>Whose passkey an answer names, whether or not it is right; null when it names none of ours.</summary>
    public async Task<User?> OwnerAsync(JsonElement credential) =>
        credential.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && Base64Url.IsValid(id.GetString())
            ? await users.FindByPasskeyIdAsync(Base64Url.DecodeFromChars(id.GetString()))
            : null;
}
