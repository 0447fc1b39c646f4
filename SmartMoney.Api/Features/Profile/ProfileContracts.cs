namespace SmartMoney.Api.Features.Profile;

/// <summary>Who the user is and what they sign in with.</summary>
/// <param name="IsOperator">Whether it is the user that setup made, who looks after the installation.</param>
/// <param name="Totp">Whether the authenticator app is on.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
/// <param name="Passkeys">How many passkeys there are.</param>
public sealed record ProfileView(Guid UserId, string Email, DateTimeOffset CreatedAt, bool IsOperator, bool Totp, int RecoveryCodes, int Passkeys);

/// <summary>A change that only needs to know that it is really you.</summary>
/// <param name="Password">Required: the one that you sign in with now.</param>
public sealed record PasswordOnly(string? Password);

/// <summary>Another password.</summary>
/// <param name="CurrentPassword">Required: the one that you sign in with now.</param>
/// <param name="NewPassword">Required: 10 to 1,000 characters, none of the commonest.</param>
/// <param name="DeleteTokens">Whether all API tokens end too: for when somebody else may know the former password.</param>
public sealed record PasswordChange(string? CurrentPassword, string? NewPassword, bool DeleteTokens = false);

/// <summary>Another e-mail address.</summary>
/// <param name="Email">Required: what you sign in with from now on.</param>
/// <param name="Password">Required: the one that you sign in with now.</param>
public sealed record EmailChange(string? Email, string? Password);
