using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.ServiceDefaults.Proxies;

namespace SmartMoney.Api.Features.Passkeys;

/// <summary>
/// Passkeys (WebAuthn level 3) as ASP.NET Core Identity verifies them. They belong to the host of the public URL, are found without an
/// e-mail address, and always verify the person, so that one is both factors.
/// </summary>
internal static class PasskeySetup
{
    public static void AddPasskeys(this IServiceCollection services)
    {
        services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.AddScoped<PasskeySteps>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<AccessOptions>>((passkeys, access) =>
        {
            passkeys.ServerDomain = access.Value.PublicAddress?.AsciiHost();
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.AttestationConveyancePreference = "none";
            passkeys.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && IsOwn(context.Origin, context.HttpContext.Request, access.Value.PublicAddress));
        });
    }

    // https://www.w3.org/TR/webauthn-3/#sctn-validating-origin: exactly ours, scheme and port included.
    private static bool IsOwn(string origin, HttpRequest request, Uri? address) => string.Equals(
        origin, address?.AsciiOrigin() ?? $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
