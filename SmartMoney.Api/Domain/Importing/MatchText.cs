using System.Text;

namespace SmartMoney.Domain.Importing;

/// <summary>
/// Texts as matching sees them: compatibility forms unified (Unicode NFKC: ｽｰﾊﾟｰ and スーパー, ＡＢＣ and ABC), letter case folded,
/// white space collapsed to single spaces and trimmed. Only for comparing: the ledger keeps what the bank wrote.
/// </summary>
public static class MatchText
{
    /// <summary>The comparable form of a row's payee and description together, so that a bank that moves words between the two changes nothing.</summary>
    public static string Of(string payee, string description) =>
        Normalise(description.Length == 0 ? payee : $"{payee} {description}");

    /// <summary>The comparable form of a text. Never throws; what is no character counts as U+FFFD.</summary>
    public static string Normalise(string text)
    {
        var unified = CompatibilityForm.Of(text);
        var result = new StringBuilder(unified.Length);
        foreach (var c in unified)
        {
            if (!char.IsWhiteSpace(c))
                result.Append(char.ToLowerInvariant(Variant(c)));
            else if (result.Length > 0 && result[^1] != ' ')
                result.Append(' ');
        }
        if (result.Length > 0 && result[^1] == ' ')
            result.Length--;
        return result.ToString();
    }

    // The characters that JIS X 0208 and Microsoft's code page 932 map to different code points: the same file,
    // once as CP932 and once converted to UTF-8 by another tool, must compare equal. (NFKC makes ～ a ~ and － a -.)
    private static char Variant(char c) => c switch
    {
        '\u301C' => '~', // wave dash
        '\u2212' => '-', // minus sign
        '\u2016' => '\u2225', // double vertical line
        '\u2014' => '\u2015', // em dash
        _ => c,
    };
}
