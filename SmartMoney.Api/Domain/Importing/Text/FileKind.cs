using System.Text;

namespace SmartMoney.Domain.Importing.Text;

/// <summary>Recognises files that are no statement text by their first bytes, so that the refusal can say what they are.</summary>
internal static class FileKind
{
    private static readonly (byte[] Magic, string Code)[] Magics =
    [
        ("%PDF-"u8.ToArray(), "pdf-file"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "excel-file"), // OLE2: .xls
        ([0x1F, 0x8B], "zip-file"), // gzip
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "zip-file"), // 7-Zip
        ([0x89, 0x50, 0x4E, 0x47], "image-file"), // PNG
        ([0xFF, 0xD8, 0xFF], "image-file"), // JPEG
        ("GIF8"u8.ToArray(), "image-file"),
        ([0x49, 0x49, 0x2A, 0x00], "image-file"), // TIFF
        ([0x7F, 0x45, 0x4C, 0x46], "binary-file"), // ELF
        ("SQLite format 3"u8.ToArray(), "binary-file"),
    ];

    /// <summary>The problem's code, null when the bytes may be text.</summary>
    public static string? Problem(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, code) in Magics)
        {
            if (head.StartsWith(magic))
                return code;
        }
        if (head.StartsWith("PK\u0003\u0004"u8))
            return head.IndexOf("xl/"u8) >= 0 ? "excel-file" : "zip-file";
        return IsWebPage(head) ? "web-page" : null;
    }

    private static bool IsWebPage(ReadOnlySpan<byte> head)
    {
        var start = Encoding.ASCII.GetString(head[..Math.Min(head.Length, 256)]).TrimStart('?', ' ', '\t', '\r', '\n');
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
