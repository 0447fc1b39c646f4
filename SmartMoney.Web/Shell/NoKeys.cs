using Microsoft.AspNetCore.DataProtection;

namespace SmartMoney.Web.Shell;

/// <summary>
/// The web front protects nothing with keys of its own: its replicas share no key ring. Whatever asks for
/// protection (TempData, framework antiforgery) fails at once instead of writing keys to a disk.
/// </summary>
public sealed class NoKeys : IDataProtectionProvider, IDataProtector
{
    public IDataProtector CreateProtector(string purpose) => this;

    public byte[] Protect(byte[] plaintext) => throw Refusal();

    public byte[] Unprotect(byte[] protectedData) => throw Refusal();

    private static InvalidOperationException Refusal() =>
        new("The web front keeps no keys: use the URL, a plain cookie or the API instead.");
}
