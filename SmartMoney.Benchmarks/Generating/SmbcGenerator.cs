using System.Globalization;
using System.Text;
using SmartMoney.Domain;

namespace SmartMoney.Benchmarks.Generating;

/// <summary>
/// Makes downloads of 三井住友銀行 of a plausible account: half-width katakana, a running balance that comes out, memos and labels on some
/// rows, equal rows on one day.
/// </summary>
public static class SmbcGenerator
{
    /// <summary>What the account held before the first row.</summary>
    public const long Opening = 300_000;

    private const string Header = "年月日,お引出し,お預入れ,お取り扱い内容,残高,メモ,ラベル";
    private const string Account = "三井住友銀行";

    private static readonly GeneratedTemplate[] Templates =
    [
        new(10, "ﾐﾂｲｽﾐﾄﾓｶ-ﾄﾞ (ｶ", "", "", -2_000, -90_000),
        new(8, "ﾃﾞﾝｷﾘﾖｳｷﾝ", "", "", -4_000, -14_000),
        new(4, "ﾔﾁﾝ", "", "", -98_000, -98_000),
        new(6, "ｶｰﾄﾞ", "", "", -10_000, -10_000),
        new(4, "給料振込　ﾏﾂﾓﾄ(ｶ", "", "", 240_000, 420_000),
        new(3, "ﾌﾘｺﾐ ﾔﾏﾀﾞ ﾀﾛｳ", "", "", 500, 30_000),
        new(2, "Ｖ０１２３４５６　コンビニ", "", "", -300, -3_000),
        new(1, "普通預金利息", "", "", 1, 9),
    ];

    /// <summary>Makes a file, newest rows first as the bank does, or oldest first.</summary>
    public static GeneratedStatement Generate(GeneratorOptions options)
    {
        var random = new SplitMix64((ulong)options.Seed);
        var days = options.From.AddMonths(options.Months).DayNumber - options.From.DayNumber;
        List<GeneratedRow> rows = [];
        while (rows.Count < options.Rows)
        {
            var template = GeneratedTemplate.Pick(Templates, random);
            var notes = random.Next(20) switch { 0 => "立替, 精算", 1 => "立替\n生活費", _ => "" };
            GeneratedRow row = new(options.From.AddDays(random.Next(days)), template.Payee, random.Next(template.From, template.To), Account, "未分類", "未分類", notes, true, false, "");
            rows.Add(row);
            if (random.Next(20) == 0 && rows.Count < options.Rows)
                rows.Add(row);
        }
        rows = [.. rows.OrderBy(row => row.Date)];

        var balance = Opening;
        List<string[]> records = [];
        foreach (var row in rows)
            records.Add(Fields(row, balance += row.Amount));
        if (!options.OtherForm)
        {
            rows.Reverse();
            records.Reverse();
        }
        return new(GeneratedCsv.Write(Header, records, options), [.. rows.Select(row => row with { Payee = row.Payee.Normalize(NormalizationForm.FormKC) })]);
    }

    // The second line of notes is the label.
    private static string[] Fields(GeneratedRow row, long balance)
    {
        var notes = row.Notes.Split('\n');
        return
        [
            row.Date.ToString("yyyy/M/d", CultureInfo.InvariantCulture),
            row.Amount < 0 ? (-row.Amount).ToString(CultureInfo.InvariantCulture) : "",
            row.Amount > 0 ? row.Amount.ToString(CultureInfo.InvariantCulture) : "",
            row.Payee,
            balance.ToString(CultureInfo.InvariantCulture),
            notes[0],
            notes.Length > 1 ? notes[1] : "",
        ];
    }
}
