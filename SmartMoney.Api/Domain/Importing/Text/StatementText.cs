using System.Buffers;
using System.Text;

namespace SmartMoney.Domain.Importing.Text;

/// <summary>Decodes a statement's bytes strictly. Structure (commas, quotes, line ends) is found in the bytes first, so a damaged character never swallows a line end.</summary>
internal sealed class StatementText
{
    // A noncharacter that no statement contains stands for undecodable bytes; exceptions would cost too much on a file of broken lines.
    private const char Undecodable = '\uFFFE';

    // .NET maps the bytes 80, A0 and FD to FF, which CP932 leaves undefined, to these C1 control and private-use characters.
    private static readonly SearchValues<char> NotCp932 = SearchValues.Create(Undecodable, '\u0080', '\uF8F0', '\uF8F1', '\uF8F2', '\uF8F3');

    private readonly StatementEncoding _kind;
    private readonly Encoding _strict;

    static StatementText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public StatementText(StatementEncoding kind)
    {
        _kind = kind;
        _strict = Strict(kind == StatementEncoding.Cp932 ? 932 : 65001);
    }

    /// <summary>The encoding's name as people know it.</summary>
    public string Name => _kind switch
    {
        StatementEncoding.Cp932 => "Shift_JIS (CP932)",
        StatementEncoding.Utf8 => "UTF-8",
        _ => "UTF-16",
    };

    /// <summary>A stream of UTF-8 made of UTF-16, to dispose; null when the file's own bytes can be parsed.</summary>
    public Stream? Transcode(Stream stream) => _kind switch
    {
        StatementEncoding.Utf16LittleEndian => Encoding.CreateTranscodingStream(stream, Strict(1200), new UTF8Encoding(false), leaveOpen: true),
        StatementEncoding.Utf16BigEndian => Encoding.CreateTranscodingStream(stream, Strict(1201), new UTF8Encoding(false), leaveOpen: true),
        _ => null,
    };

    /// <summary>The text of a field of the reader's current record, its doubled quotes undone.</summary>
    /// <param name="reader">At a record.</param>
    /// <param name="index">From 0.</param>
    /// <param name="valid">False when bytes of it cannot be decoded; they are U+FFFD in the text.</param>
    public string Field(CsvRecordReader reader, int index, out bool valid)
    {
        var bytes = reader.Field(index, out var doubledQuotes);
        if (bytes.IsEmpty)
        {
            valid = true;
            return "";
        }
        var text = _strict.GetString(bytes);
        valid = IsValid(text);
        if (!valid)
            text = text.Replace(Undecodable, '\uFFFD');
        return doubledQuotes ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>Bytes as text to show and keep: no line end, no NUL (which PostgreSQL refuses), at most <see cref="StatementLimits.Raw"/> characters.</summary>
    public string Raw(ReadOnlySpan<byte> bytes)
    {
        // A character has at most four bytes, so a 1 MB line is not decoded to show its start.
        var cut = bytes.Length > StatementLimits.Raw * 4 ? bytes[..(StatementLimits.Raw * 4)] : bytes;
        var text = ByLine(cut.TrimEnd("\r\n"u8)).Replace(Undecodable, '\uFFFD').Replace('\0', '␀');
        return Shorten(text, StatementLimits.Raw);
    }

    // Half a character before a line end would take the line end with it.
    private string ByLine(ReadOnlySpan<byte> bytes)
    {
        var whole = _strict.GetString(bytes);
        if (!whole.Contains(Undecodable, StringComparison.Ordinal))
            return whole;
        var lines = new StringBuilder(whole.Length);
        for (var end = bytes.IndexOfAny((byte)'\r', (byte)'\n'); end >= 0; end = bytes.IndexOfAny((byte)'\r', (byte)'\n'))
        {
            lines.Append(_strict.GetString(bytes[..end])).Append((char)bytes[end]);
            bytes = bytes[(end + 1)..];
        }
        return lines.Append(_strict.GetString(bytes)).ToString();
    }

    /// <summary>The text, or its start and an ellipsis; never half a surrogate pair, which PostgreSQL refuses.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var kept = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return string.Concat(text.AsSpan(0, kept), "…");
    }

    private bool IsValid(string text) => _kind == StatementEncoding.Cp932
        ? !text.AsSpan().ContainsAny(NotCp932)
        : !text.Contains(Undecodable, StringComparison.Ordinal);

    private static Encoding Strict(int codePage) =>
        Encoding.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(Undecodable.ToString()));
}
