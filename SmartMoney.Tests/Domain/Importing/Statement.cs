using System.Text;
using SmartMoney.Domain.Importing;

namespace SmartMoney.Tests.Domain.Importing;

/// <summary>Writes small files and reads them as an import does.</summary>
internal sealed record Statement(StatementHead Head, StatementDetection Detection, IReadOnlyList<StatementLine> Lines)
{
    /// <summary>MoneyForward's.</summary>
    public const string Header = "計算対象,日付,内容,金額（円）,保有金融機関,大項目,中項目,メモ,振替,ID";

    public IReadOnlyList<StatementRow> Rows => [.. Lines.OfType<StatementRow>()];

    public IReadOnlyList<LineProblem> Problems => [.. Lines.OfType<LineProblem>()];

    public StatementRow Row => Rows.Single();

    public LineProblem Problem => Problems.Single();

    public static byte[] Cp932(string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetBytes(text);
    }

    /// <summary>MoneyForward's header and these lines, as UTF-8.</summary>
    public static Task<Statement> OfRows(params string[] rows) => OfFile(Header, rows);

    /// <summary>A header and these lines, as UTF-8.</summary>
    public static Task<Statement> OfFile(string header, params string[] rows) => Of(string.Join("\r\n", [header, .. rows, ""]));

    public static Task<Statement> Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static async Task<Statement> Of(byte[] bytes, string language = "en")
    {
        // Two readings of one stream, in small pieces: as an upload arrives.
        using var stream = new Trickle(bytes);
        var head = await StatementHead.ReadAsync(stream, language);
        var detection = StatementFormats.Detect(head);
        List<StatementLine> lines = [];
        if (detection.Format is { } format)
        {
            stream.Position = 0;
            await foreach (var line in format.ReadAsync(stream, head, CancellationToken.None))
                lines.Add(line);
        }
        return new(head, detection, lines);
    }

    /// <summary>Returns at most 1,000 bytes a read, as networks do.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1000)], cancellationToken);
    }
}
