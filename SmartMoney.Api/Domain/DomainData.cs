namespace SmartMoney.Domain;

/// <summary>Reads the domain's built-in tables: tab-separated UTF-8 lines embedded in the assembly, named by their path below <c>Domain/</c>.</summary>
internal static class DomainData
{
    /// <summary>The fields of every line of the table; lines that start with <c>#</c> are comments.</summary>
    /// <param name="name">For example <c>Money/iso4217.tsv</c>.</param>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(DomainData).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The built-in table {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line.Split('\t');
        }
    }
}
