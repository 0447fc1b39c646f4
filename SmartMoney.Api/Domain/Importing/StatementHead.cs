using SmartMoney.Domain.Importing.Text;

namespace SmartMoney.Domain.Importing;

/// <summary>The first 64 KB of a statement file and what they tell: kind, encoding, first record.</summary>
public sealed record StatementHead
{
    private const int FirstLineShown = 200;

    private StatementHead()
    {
    }

    /// <summary>How the file's text is encoded.</summary>
    public StatementEncoding Encoding { get; private init; }

    /// <summary>Language of problems: <c>ja</c> (or <c>ja-JP</c>) or English.</summary>
    public string Language { get; private init; } = "en";

    /// <summary>Why the file is no text worth reading, null when it is.</summary>
    public FileProblem? Problem { get; private init; }

    /// <summary>The fields of the first record that is not blank, read as CSV; empty when the head holds no whole record.</summary>
    public IReadOnlyList<string> Header { get; private init; } = [];

    internal string FirstLine { get; private init; } = "";

    internal bool HasNul { get; private init; }

    /// <summary>Reads the head. The stream is left wherever reading stopped: reopen or rewind it before reading the lines.</summary>
    /// <param name="stream">The file, at its start.</param>
    /// <param name="language">Language of the problems that this file's reading words.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async ValueTask<StatementHead> ReadAsync(Stream stream, string language = "en", CancellationToken cancellationToken = default)
    {
        var bytes = new byte[StatementLimits.HeadBytes];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return await OfAsync(bytes.AsMemory(0, length), length < bytes.Length, language, cancellationToken);
    }

    private static async ValueTask<StatementHead> OfAsync(ReadOnlyMemory<byte> bytes, bool whole, string language, CancellationToken cancellationToken)
    {
        var encoding = EncodingSniffer.Sniff(bytes.Span, whole);
        var head = new StatementHead
        {
            Language = language,
            Encoding = encoding,
            HasNul = encoding is StatementEncoding.Utf8 or StatementEncoding.Cp932 && bytes.Span.Contains((byte)0),
        };
        if (FileKind.Problem(bytes.Span) is { } code)
            return head with { Problem = FileProblem.Of(language, code) };

        var text = new StatementText(encoding);
        using var memory = new MemoryStream(bytes.ToArray(), writable: false);
        await using var transcoded = text.Transcode(memory);
        var reader = new CsvRecordReader(transcoded ?? memory);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.IsBlank)
                continue;
            return head with
            {
                Header = reader.Fault == CsvFault.None ? [.. Enumerable.Range(0, reader.Count).Select(i => text.Field(reader, i, out _))] : [],
                FirstLine = StatementText.Shorten(text.Raw(reader.Raw).Trim(), FirstLineShown),
            };
        }
        return head with { Problem = FileProblem.Of(language, bytes.IsEmpty ? "empty-file" : "blank-file") };
    }
}
