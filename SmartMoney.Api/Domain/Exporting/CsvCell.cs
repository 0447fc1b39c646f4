using System.Buffers;

namespace SmartMoney.Domain.Exporting;

/// <summary>
/// Cells of a CSV file (RFC 4180) that no spreadsheet runs as a formula: text that starts with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a
/// line break gets an apostrophe in front, and so does text that starts with one, so that reading can take it off again.
/// See OWASP, "CSV Injection". Numbers are written as they are: they are no text.
/// </summary>
public static class CsvCell
{
    private const char Guard = '\'';
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>The cell of a text, guarded and quoted where needed.</summary>
    public static string Of(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or Guard ? Guard + text : text;
        // Outer spaces are quoted too: some readers trim bare ones.
        var quoted = safe.AsSpan().ContainsAny(Special) || (safe.Length > 0 && (safe[0] == ' ' || safe[^1] == ' '));
        return quoted ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>The text of a cell that <see cref="Of"/> made, after unquoting.</summary>
    public static string Read(string cell) => cell.Length > 0 && cell[0] == Guard ? cell[1..] : cell;
}
