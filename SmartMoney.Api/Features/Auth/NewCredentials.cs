using SmartMoney.Api.Features.Passwords;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Auth;

/// <summary>What a user is going to sign in with, wherever it is chosen.</summary>
internal static class NewCredentials
{
    /// <summary>Requires an e-mail address, and a password that will do.</summary>
    public static void RequireCredentials(this Errors errors, string? email, string? password)
    {
        errors.RequireEmail(email);
        errors.RequirePassword(password, "password", email);
    }

    /// <summary>Requires the shape of an e-mail address in the field <c>email</c>.</summary>
    public static void RequireEmail(this Errors errors, string? email) =>
        errors.Require(EmailAddress.IsOne(email), "email", "'email' must be an e-mail address, such as ann@example.org.");

    /// <summary>Requires a password that is long enough, and none of those that are tried first.</summary>
    /// <param name="errors">Where to.</param>
    /// <param name="password">The new one.</param>
    /// <param name="field">Its JSON name.</param>
    /// <param name="email">The address of who is going to use it.</param>
    public static void RequirePassword(this Errors errors, string? password, string field, string? email)
    {
        if (password is not { Length: >= AuthenticationSetup.ShortestPassword and <= AuthenticationSetup.LongestPassword })
        {
            errors.Add(field, $"'{field}' must have {AuthenticationSetup.ShortestPassword} to {AuthenticationSetup.LongestPassword} characters; several words make a good one.");
            return;
        }

        var own = email?.Trim() is { Length: > 0 } address
            && (Same(password, address) || Same(password, address.Split('@')[0]));
        errors.Require(!own && !CommonPasswords.Contains(password), field,
            $"'{field}' is among the first that somebody would try: take another, such as several words that do not belong together.");
    }

    private static bool Same(string password, string other) => string.Equals(password.Trim(), other, StringComparison.OrdinalIgnoreCase);
}
