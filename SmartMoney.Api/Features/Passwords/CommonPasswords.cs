using SmartMoney.Domain;

namespace SmartMoney.Api.Features.Passwords;

/// <summary>
/// Knows the passwords that are tried first: those of ten characters and more among the 49,233 commonest of the dictionary
/// <c>@zxcvbn-ts/language-common</c> 4.1.3 and the 30,000 of zxcvbn 4.4.2 (both MIT), in <c>common.txt</c>, sorted; and what is one short piece repeated.
/// NIST SP 800-63B section 5.1.1.2 asks for both.
/// </summary>
internal static class CommonPasswords
{
    /// <summary>Longest piece, in characters, that makes no password however often it is repeated.</summary>
    private const int LongestPiece = 4;

    private static readonly Lazy<HashSet<string>> Known = new(() =>
    {
        var assembly = typeof(CommonPasswords).Assembly;
        using var reader = new StreamReader(assembly.GetManifestResourceStream("common-passwords.txt")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    });

    /// <summary>Whether it is one of them, in any letter case and width, also with signs before or after it.</summary>
    public static bool Contains(string password)
    {
        var folded = CompatibilityForm.Of(password).ToLowerInvariant();
        return Known.Value.Contains(folded) || Known.Value.Contains(folded.Trim([.. folded.Where(letter => !char.IsLetterOrDigit(letter)).Distinct()]))
            || IsRepeated(folded) || IsRun(folded);
    }

    private static bool IsRepeated(string text) => Enumerable.Range(1, LongestPiece).Any(length =>
        text.Select((letter, place) => letter == text[place % length]).All(same => same));

    // 12345678901, abcdefghijkl, 98765432109.
    private static bool IsRun(string text)
    {
        var steps = text.Zip(text[1..], (one, next) => char.IsAsciiDigit(one) && char.IsAsciiDigit(next) ? (next - one + 10) % 10 : next - one).Distinct().ToList();
        return steps is [1] or [-1] or [9];
    }
}
