using System.Buffers;
using System.Text;

namespace SmartMoney.Domain.Importing.Text;

/// <summary>Tells a file's encoding from its first bytes.</summary>
internal static class EncodingSniffer
{
    // UTF-8's sequences are so distinctive that CP932 text hardly ever forms one. Judging by the clear majority, not by the
    // absence of any error, keeps one damaged line from turning a UTF-8 file into mojibake.
    private const int Majority = 4;

    /// <summary>The encoding; ASCII alone is UTF-8.</summary>
    /// <param name="bytes">The file's first bytes.</param>
    /// <param name="whole">Whether that is all of it; otherwise a character may be cut at the end.</param>
    public static StatementEncoding Sniff(ReadOnlySpan<byte> bytes, bool whole)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xFE]))
            return StatementEncoding.Utf16LittleEndian;
        if (bytes.StartsWith<byte>([0xFE, 0xFF]))
            return StatementEncoding.Utf16BigEndian;
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            return StatementEncoding.Utf8;

        int valid = 0, invalid = 0;
        while (true)
        {
            var next = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (next < 0)
                break;
            bytes = bytes[next..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var consumed);
            if (status == OperationStatus.Done)
                valid++;
            else if (status == OperationStatus.NeedMoreData && !whole)
                break;
            else
                invalid++;
            bytes = bytes[consumed..];
        }
        return valid >= Majority * invalid ? StatementEncoding.Utf8 : StatementEncoding.Cp932;
    }
}
