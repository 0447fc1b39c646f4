namespace SmartMoney.Domain.Importing.Text;

/// <summary>How the text of a statement file is encoded.</summary>
public enum StatementEncoding
{
    /// <summary>UTF-8, with or without byte order mark.</summary>
    Utf8,

    /// <summary>Windows-31J, Microsoft's code page 932: Shift_JIS with NEC's and IBM's rows (① ㈱ Ⅰ 髙 ～).</summary>
    Cp932,

    /// <summary>UTF-16, little-endian, told by its byte order mark.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, big-endian, told by its byte order mark.</summary>
    Utf16BigEndian,
}
