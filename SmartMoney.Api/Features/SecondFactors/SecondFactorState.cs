using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;

namespace SmartMoney.Api.Features.SecondFactors;

/// <summary>What a user has besides the password.</summary>
/// <param name="Totp">Whether the authenticator app is asked for.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
/// <param name="Passkeys">How many passkeys there are.</param>
internal sealed record FactorsOf(bool Totp, int RecoveryCodes, int Passkeys)
{
    /// <summary>Whether a password alone is not enough.</summary>
    public bool IsOn => Totp || Passkeys > 0;

    /// <summary>What will do after the password.</summary>
    public IReadOnlyList<string> Methods =>
    [
        .. Totp ? ["totp"] : Array.Empty<string>(),
        .. RecoveryCodes > 0 ? ["recoveryCode"] : Array.Empty<string>(),
        .. Passkeys > 0 ? ["passkey"] : Array.Empty<string>(),
    ];
}

/// <summary>Reads and ends second factors.</summary>
internal sealed class SecondFactorState(SmartMoneyContext db, RecoveryCodes codes, TrustedBrowsers trusted)
{
    public async Task<FactorsOf> OfAsync(Guid user, CancellationToken cancel) => (await db.Database.SqlQuery<FactorsOf>(
        $"""
        SELECT EXISTS (SELECT FROM authenticators WHERE user_id = {user} AND confirmed_at IS NOT NULL) AS "Totp",
               (SELECT count(*)::int FROM recovery_codes WHERE user_id = {user}) AS "RecoveryCodes",
               (SELECT count(*)::int FROM user_passkeys WHERE user_id = {user}) AS "Passkeys"
        """).ToListAsync(cancel))[0];

    /// <summary>When a factor came: the recovery codes, if it is the first one.</summary>
    public async Task<IReadOnlyList<string>?> AddedAsync(Guid user, FactorsOf before, CancellationToken cancel) =>
        before.IsOn ? null : await codes.RenewAsync(user, cancel);

    /// <summary>When a factor went: with the last one the recovery codes and the trusted browsers go too.</summary>
    public async Task RemovedAsync(Guid user, CancellationToken cancel)
    {
        if ((await OfAsync(user, cancel)).IsOn)
            return;
        await codes.EndAsync(user, cancel);
        await trusted.ForgetAsync(user, id: null, cancel);
    }
}
