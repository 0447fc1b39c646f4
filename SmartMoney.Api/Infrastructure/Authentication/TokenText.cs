using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>The text of an API token: <c>sm_</c> and 32 random bytes in base64url (RFC 4648 section 5). The database keeps its SHA-256.</summary>
public static class TokenText
{
    /// <summary>What every token starts with, so that people and secret scanners know one.</summary>
    public const string Prefix = "sm_";

    private const int Bytes = 32;
    private static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(Bytes);

    /// <summary>A new token.</summary>
    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether a text has a token's shape: anything else is not worth a query.</summary>
    public static bool IsOne(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && Base64Url.IsValid(text.AsSpan(Prefix.Length));

    /// <summary>What the database knows a token by. A plain hash will do: there is nothing to guess in 256 random bits.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.ASCII.GetBytes(text));
}
