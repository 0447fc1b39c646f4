using System.Text;

namespace SmartMoney.Domain;

/// <summary>
/// Unicode's compatibility form (NFKC: ｽｰﾊﾟｰ and スーパー, ＡＢＣ and ABC) of any text. The framework's own normalisation throws on half a
/// surrogate pair and on noncharacters, which a caller's JSON and a bank's file may well contain.
/// </summary>
public static class CompatibilityForm
{
    /// <summary>The text in that form. Never throws; what is no character counts as U+FFFD.</summary>
    public static string Of(string text) => Ascii.IsValid(text) ? text : WellFormed(text).Normalize(NormalizationForm.FormKC);

    /// <summary>Whether the text is made of characters alone: no half of a surrogate pair and none of Unicode's 66 noncharacters.</summary>
    public static bool IsText(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune) || IsNone(rune))
                return false;
            at += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static string WellFormed(string text)
    {
        if (IsText(text))
            return text;
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            result.Append(IsNone(rune) ? Rune.ReplacementChar : rune);
        return result.ToString();
    }

    private static bool IsNone(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
