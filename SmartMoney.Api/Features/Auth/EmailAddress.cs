namespace SmartMoney.Api.Features.Auth;

/// <summary>The shape of an e-mail address. Whether it exists only a letter to it can tell.</summary>
internal static class EmailAddress
{
    /// <summary>Longest address, in characters (RFC 5321 section 4.5.3.1.3).</summary>
    public const int Longest = 254;

    public static bool IsOne(string? text)
    {
        var address = text?.Trim();
        return address is { Length: >= 3 and <= Longest }
            && address.IndexOf('@', StringComparison.Ordinal) is var at && at > 0 && at < address.Length - 1 && at == address.LastIndexOf('@')
            && !address.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter));
    }
}
