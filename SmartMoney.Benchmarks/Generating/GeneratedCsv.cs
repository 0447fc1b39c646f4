using System.Text;

namespace SmartMoney.Benchmarks.Generating;

/// <summary>Writes generated files as services do: CRLF, quotes throughout or where they are needed.</summary>
internal static class GeneratedCsv
{
    /// <summary>The bytes of a file.</summary>
    /// <param name="header">The column names, separated by commas.</param>
    /// <param name="records">The fields of each record.</param>
    /// <param name="options">Encoding and quotes.</param>
    /// <param name="mark">UTF-8 with a byte order mark, whatever the options say.</param>
    public static byte[] Write(string header, IEnumerable<string[]> records, GeneratorOptions options, bool mark = false)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = mark || options.Utf8 ? new UTF8Encoding(mark) : Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, encoding, leaveOpen: true) { NewLine = "\r\n" })
        {
            writer.WriteLine(Line(header.Split(','), options.QuoteAll));
            foreach (var record in records)
                writer.WriteLine(Line(record, options.QuoteAll));
        }
        return stream.ToArray();
    }

    private static string Line(string[] fields, bool quote) => string.Join(',', fields.Select(field => Field(field, quote)));

    private static string Field(string text, bool quote) =>
        quote || text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
