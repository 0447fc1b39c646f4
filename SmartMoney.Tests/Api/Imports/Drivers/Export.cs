using System.Globalization;
using System.Text;

namespace SmartMoney.Tests.Api.Imports.Drivers;

/// <summary>A row of a MoneyForward export.</summary>
public sealed record ExportRow(DateOnly Date, string Payee, long Amount)
{
    public string Account { get; init; } = "楽天銀行";

    public string Large { get; init; } = "";

    public string Middle { get; init; } = "";

    public string Notes { get; init; } = "";

    public string Id { get; init; } = "";

    public bool Excluded { get; init; }

    public bool Transfer { get; init; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"\"{(Excluded ? 0 : 1)}\",\"{Date:yyyy/MM/dd}\",\"{Payee.Replace("\"", "\"\"", StringComparison.Ordinal)}\",\"{Amount:#,0}\",\"{Account}\",\"{Large}\",\"{Middle}\",\"{Notes}\",\"{(Transfer ? 1 : 0)}\",\"{Id}\"");
}

/// <summary>MoneyForward exports for tests.</summary>
public static class Export
{
    public const string Header = "\"計算対象\",\"日付\",\"内容\",\"金額（円）\",\"保有金融機関\",\"大項目\",\"中項目\",\"メモ\",\"振替\",\"ID\"";

    /// <summary>A day of January 2026.</summary>
    public static DateOnly Day(int day) => new(2026, 1, day);

    /// <summary>A coffee on that day of January 2026.</summary>
    public static ExportRow Coffee(int day) => new(Day(day), "スターバックス コーヒー", -480);

    /// <summary>A file of these rows, in UTF-8.</summary>
    public static byte[] Of(params IEnumerable<ExportRow> rows) => OfLines(rows.Select(row => row.ToString()));

    /// <summary>A file of the header and these lines.</summary>
    public static byte[] OfLines(params IEnumerable<string> lines)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (var line in lines)
            text.Append(line).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
