using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SmartMoney.Domain.Importing;

/// <summary>The sentences of import problems in English and Japanese, by their stable code.</summary>
internal static class Reasons
{
    private static readonly FrozenDictionary<string, (CompositeFormat English, CompositeFormat Japanese)> Texts =
        DomainData.Rows("Importing/reasons.tsv").ToFrozenDictionary(
            row => row[0],
            row => (CompositeFormat.Parse(row[1]), CompositeFormat.Parse(row[2])),
            StringComparer.Ordinal);

    /// <summary>The sentence of a code, in Japanese for <c>ja</c> and <c>ja-…</c>, otherwise in English.</summary>
    public static string Text(string language, string code, params ReadOnlySpan<object> values)
    {
        var (english, japanese) = Texts[code];
        return string.Format(CultureInfo.InvariantCulture, language.StartsWith("ja", StringComparison.OrdinalIgnoreCase) ? japanese : english, values);
    }
}
