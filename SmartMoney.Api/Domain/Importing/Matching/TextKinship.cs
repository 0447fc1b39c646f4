using System.Text;
using System.Text.RegularExpressions;

namespace SmartMoney.Domain.Importing.Matching;

/// <summary>
/// How much two texts have in common that were written by different hands about perhaps the same thing: a bank's katakana, an app's kanji, a person's few
/// words. It decides only between rows of one account and amount, so a little suffices.
/// </summary>
internal static class TextKinship
{
    // Fewer characters in common say nothing; two kanji do, two kana do not.
    private const int Telling = 3;

    // Other spellings of the same, and what only says how money moved.
    private static readonly (string Text, string Meaning)[] Meanings =
    [
        ("ペイペイ", "paypay"), ("ラクテン", "楽天"), ("ミツイスミトモ", "三井住友"), ("ユウチヨ", "ゆうちょ"), ("ギンコウ", "銀行"),
        ("口座振替", " "), ("コウザフリカエ", " "), ("振込", " "), ("フリコミ", " "), ("振替", " "), ("フリカエ", " "), ("株式会社", " "), ("(株)", " "),
    ];

    // At a machine, with the bank's card: the bank's row says カード or ATM, the person's that it is in the wallet now.
    private static readonly Regex Cash = new(
        "財布|現金|atm|引出|引き出し|預入|預け入れ|(?:^| )カード(?: |$)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>The comparable form of a text.</summary>
    public static string Form(string text)
    {
        var form = new StringBuilder(MatchText.Normalise(text));
        // Banks write small kana large and the long vowel as a hyphen.
        form.Replace('ャ', 'ヤ').Replace('ュ', 'ユ').Replace('ョ', 'ヨ').Replace('ッ', 'ツ').Replace("カ-ド", "カード");
        if (Cash.IsMatch(form.ToString()))
            form.Append(" 現金と同じ");
        foreach (var (spelling, meaning) in Meanings)
            form.Replace(spelling, meaning);
        return form.ToString();
    }

    /// <summary>Length of what two forms have in common, 0 when that tells nothing.</summary>
    public static int Common(string one, string other)
    {
        var most = 0;
        for (var start = 0; start < one.Length - 1; start++)
        {
            for (var length = Math.Max(2, most + 1); start + length <= one.Length; length++)
            {
                var part = one.AsSpan(start, length);
                if (part.Contains(' ') || !other.AsSpan().Contains(part, StringComparison.Ordinal))
                    break;
                if (length >= Telling || !part.ContainsAnyExceptInRange('\u4E00', '\u9FFF'))
                    most = length;
            }
        }

        return most;
    }
}
