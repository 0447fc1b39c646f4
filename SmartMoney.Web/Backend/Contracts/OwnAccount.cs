namespace SmartMoney.Web.Backend;

/// <summary>The signed-in person's own account.</summary>
/// <param name="Totp">Whether an authenticator app is asked for at sign-in.</param>
/// <param name="RecoveryCodes">How many are left.</param>
/// <param name="Passkeys">How many there are.</param>
public sealed record OwnAccount(Guid UserId, string Email, DateTimeOffset CreatedAt, bool IsOperator, bool Totp, int RecoveryCodes, int Passkeys)
{
    /// <summary>True when a password alone does not sign in.</summary>
    public bool HasSecondFactor => Totp || Passkeys > 0;
}

/// <summary>What an authenticator app needs, told once.</summary>
/// <param name="Secret">Base 32 in groups of four, to type.</param>
/// <param name="Uri">otpauth://totp/…, to open in an app on this device.</param>
/// <param name="Qr">The same address as a picture.</param>
public sealed record TotpSecret(string Secret, string Uri, QrPicture Qr);

/// <summary>A QR code: the dark modules as an SVG path in a square of <paramref name="Size"/> units, quiet zone included.</summary>
public sealed record QrPicture(int Size, string Path);

/// <summary>New recovery codes: the only time that they are told.</summary>
public sealed record NewRecoveryCodes(IReadOnlyList<string> RecoveryCodes);

/// <summary>A passkey.</summary>
/// <param name="Id">Base64url.</param>
public sealed record Passkey(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>A browser that is signed in.</summary>
/// <param name="Current">Whether it is the one that asks.</param>
/// <param name="Device">Browser and system, as the browser named itself.</param>
public sealed record Session(Guid Id, bool Current, string? Device, string? Address, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt);

/// <summary>A browser that is not asked for a second factor until it expires.</summary>
public sealed record TrustedBrowser(Guid Id, string? Device, string? Address, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>Something that was done in or to a book.</summary>
/// <param name="Kind">What: signedIn, invited, exported, …</param>
/// <param name="Who">E-mail address of who did it, null where nobody was signed in.</param>
/// <param name="Subject">What it was done to, as fits the kind.</param>
public sealed record AuditEntry(Guid Id, DateTimeOffset At, string Kind, string? Who, string? Subject, string? Device, string? Address, int Times = 1, DateTimeOffset? LastAt = null);

/// <summary>A book that was deleted and can be brought back until a day.</summary>
public sealed record DeletedBook(Guid Id, string Name, DateTimeOffset DeletedAt, DateTimeOffset Until);
