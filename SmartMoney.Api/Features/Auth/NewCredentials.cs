using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Auth;

/// <summary>What a new user signs in with, wherever users are made.</summary>
internal static class NewCredentials
{
    /// <summary>Requires an e-mail address, and a password that is long enough.</summary>
    public static void RequireCredentials(this Errors errors, string? email, string? password)
    {
        errors.Require(EmailAddress.IsOne(email), "email", "'email' must be an e-mail address, such as ann@example.org.");
        errors.RequirePassword(password, "password");
    }

    /// <summary>Requires a password that is long enough.</summary>
    public static void RequirePassword(this Errors errors, string? password, string field) => errors.Require(
        password is { Length: >= AuthenticationSetup.ShortestPassword and <= AuthenticationSetup.LongestPassword }, field,
        $"'{field}' must have at least {AuthenticationSetup.ShortestPassword} characters; several words make a good one.");
}
