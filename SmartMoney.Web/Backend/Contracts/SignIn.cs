namespace SmartMoney.Web.Backend;

/// <summary>Answer of a login that is not over: what else the person has to show.</summary>
/// <param name="Next">second-factor.</param>
/// <param name="Methods">totp, recoveryCode, passkey: those that the person has.</param>
public sealed record SignInStep(string Next, IReadOnlyList<string> Methods);

/// <summary>Whose password a reset link sets anew.</summary>
public sealed record OpenReset(string Email, DateTimeOffset ExpiresAt);
