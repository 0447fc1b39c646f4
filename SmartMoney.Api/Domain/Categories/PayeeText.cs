using System.Globalization;
using System.Text;
using SmartMoney.Domain.Importing;

namespace SmartMoney.Domain.Categories;

/// <summary>Payees as categories see them: the same shop whatever its width and letter case, and what its name is made of.</summary>
public static class PayeeText
{
    /// <summary>Two payees are the same when their keys are: the <see cref="TextKey"/> of the text as <see cref="MatchText"/> compares it.</summary>
    public static Guid Key(string payee) => TextKey.Of(MatchText.Normalise(payee));

    /// <summary>
    /// The words of a payee, each once, in their order: runs of letters of one script (Latin, hiragana, katakana, han, …) of two characters or
    /// more. Digits, signs and spaces part words and are in none: they are branch numbers and dates.
    /// </summary>
    public static IReadOnlyList<string> Words(string payee)
    {
        List<string> words = [];
        var word = new StringBuilder();
        var script = Script.None;
        foreach (var c in MatchText.Normalise(payee))
        {
            var next = ScriptOf(c);
            // The long-vowel mark belongs to what it lengthens.
            if (c == 'ー')
                next = script;
            if (next != script)
                End();
            script = next;
            if (script != Script.None)
                word.Append(c);
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 1 && !words.Contains(word.ToString(), StringComparer.Ordinal))
                words.Add(word.ToString());
            word.Clear();
        }
    }

    private static Script ScriptOf(char c) => c switch
    {
        >= '\u3040' and <= '\u309F' => Script.Hiragana,
        >= '\u30A0' and <= '\u30FF' and not '・' => Script.Katakana,
        >= '\u3400' and <= '\u9FFF' or '々' => Script.Han,
        _ => char.IsLetter(c) || char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark ? Script.Other : Script.None,
    };

    private enum Script
    {
        None,
        Hiragana,
        Katakana,
        Han,
        Other,
    }
}
