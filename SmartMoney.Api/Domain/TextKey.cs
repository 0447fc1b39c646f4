using System.Security.Cryptography;
using System.Text;

namespace SmartMoney.Domain;

/// <summary>Texts of any length as keys of one size.</summary>
internal static class TextKey
{
    /// <summary>The first 16 bytes of SHA-256 over the text in UTF-8, in the order in which the UUID is written.</summary>
    public static Guid Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
