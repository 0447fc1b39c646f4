namespace SmartMoney.Domain.Sample;

/// <summary>The sample's words in its language.</summary>
internal sealed class SampleWords(string locale)
{
    private static readonly Dictionary<string, string[]> All =
        DomainData.Rows("Sample/sample-words.tsv").ToDictionary(row => row[0], row => row, StringComparer.Ordinal);

    private readonly int column = locale.StartsWith("ja", StringComparison.OrdinalIgnoreCase) ? 1 : 0;

    /// <summary>The word of a key.</summary>
    public string this[string key] => Of(All[key][1..]);

    /// <summary>Of a pair of English and Japanese.</summary>
    public string Of(IReadOnlyList<string> both) => both[column];
}
