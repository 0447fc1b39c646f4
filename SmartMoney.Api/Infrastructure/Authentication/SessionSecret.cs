using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>
/// What only the browser's cookie holds. The session's row is found by a hash of it, so that who reads the database or
/// a backup of it cannot make a cookie; the form token is derived from it, so that it lives as long as the session.
/// </summary>
public sealed class SessionSecret
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    private readonly byte[] secret;

    private SessionSecret(byte[] secret)
    {
        this.secret = secret;
        SessionId = new Guid(Derived("session").AsSpan(0, 16), bigEndian: true);
        FormToken = Base64Url.EncodeToString(Derived("form"));
    }

    /// <summary>Id of the session's row.</summary>
    public Guid SessionId { get; }

    /// <summary>What forms of this session carry back, the same for its whole life.</summary>
    public string FormToken { get; }

    /// <summary>The bytes, to be protected into the cookie.</summary>
    public ReadOnlySpan<byte> Bytes => secret;

    /// <summary>A new session's secret.</summary>
    public static SessionSecret Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>The secret that a cookie held; null when it has another length.</summary>
    public static SessionSecret? From(byte[] bytes) => bytes.Length == Length ? new(bytes) : null;

    /// <summary>Whether a form came from this session, compared in constant time.</summary>
    public bool Issued(string formToken) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(formToken), Encoding.UTF8.GetBytes(FormToken));

    private byte[] Derived(string purpose) =>
        HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes($"SmartMoney.{purpose}.v1"));
}
