namespace SmartMoney.Tests.Api.Auth;

/// <summary>Reads what an authenticator app is given to type.</summary>
internal static class Base32
{
    public static byte[] Bytes(string letters)
    {
        var bits = string.Concat(letters.Where(char.IsLetterOrDigit)
            .Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(place => Convert.ToByte(bits.Substring(place * 8, 8), 2))];
    }
}
