using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmartMoney.Api.Features.SecondFactors;

/// <summary>
/// Time-based one-time passwords (RFC 6238) as authenticator apps know them: HMAC-SHA1, six digits, 30 seconds. Identity has them too, but
/// does not say which 30 seconds a code was of, and without that a code could be used twice.
/// </summary>
internal static class Totp
{
    /// <summary>Length of a secret in bytes: that of HMAC-SHA1, as RFC 4226 section 4 recommends.</summary>
    public const int SecretLength = 20;

    private const int Digits = 6;
    private const int Seconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The 30 seconds that a moment lies in, counted from 1970.</summary>
    public static long StepOf(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / Seconds;

    /// <summary>The code of a step (RFC 4226 section 5.3).</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238's HMAC-SHA1, the one that every app supports; HMAC does not rest on the collisions that broke SHA-1.")]
    public static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code it is: now, or one step off either way (RFC 6238 section 5.2); null for a wrong code.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now)
    {
        var current = StepOf(now);
        long? found = null;
        // All three each time, so that the time it takes says nothing.
        for (var step = current - 1; step <= current + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), Encoding.UTF8.GetBytes(code)))
                found = step;
        }

        return found;
    }

    /// <summary>Whether a text has a code's shape.</summary>
    public static bool IsCode(string text) => text.Length == Digits && text.All(char.IsAsciiDigit);

    /// <summary>The secret in letters (RFC 4648 section 6, no padding).</summary>
    public static string Letters(ReadOnlySpan<byte> secret)
    {
        var letters = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var part in secret)
        {
            (buffer, bits) = ((buffer << 8) | part, bits + 8);
            for (; bits >= 5; bits -= 5)
                letters.Append(Base32[(buffer >> (bits - 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }

        if (bits > 0)
            letters.Append(Base32[(buffer << (5 - bits)) & 31]);
        return letters.ToString();
    }

    /// <summary>What an app reads from a QR code (https://github.com/google/google-authenticator/wiki/Key-Uri-Format).</summary>
    public static string Uri(ReadOnlySpan<byte> secret, string email) =>
        $"otpauth://totp/SmartMoney:{System.Uri.EscapeDataString(email)}?secret={Letters(secret)}&issuer=SmartMoney";
}
