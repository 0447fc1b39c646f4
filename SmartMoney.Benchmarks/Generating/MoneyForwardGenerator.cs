using System.Globalization;
using SmartMoney.Domain;

namespace SmartMoney.Benchmarks.Generating;

/// <summary>
/// Makes MoneyForward ME exports of a plausible household: salary and rent, shopping, transfers in two rows, refunds, excluded and
/// uncategorised rows, equal rows on one day, names that only CP932 has, texts with commas, quotes and line breaks.
/// </summary>
public static class MoneyForwardGenerator
{
    private const string Header = "計算対象,日付,内容,金額（円）,保有金融機関,大項目,中項目,メモ,振替,ID";

    private static readonly GeneratedTemplate[] Templates =
    [
        new(24, "スーパーまるやま", "食費", "食料品", -300, -9_000),
        new(12, "喫茶Ⅰ番館", "食費", "カフェ", -450, -450),
        new(10, "居酒屋①～髙砂～", "食費", "外食", -1_200, -8_000),
        new(10, "ドラッグ㈱ミドリ", "日用品", "ドラッグストア", -200, -4_000),
        new(8, "JR東日本", "交通費", "電車", -150, -1_500),
        new(4, "ユニクロ, 駅前店", "衣服・美容", "衣服", -990, -12_000),
        new(3, "書店\"本の森\"", "教養・教育", "書籍", -500, -4_500),
        new(2, "返金 ドラッグ㈱ミドリ", "日用品", "ドラッグストア", 200, 2_000),
        new(2, "電気料金", "水道・光熱費", "電気代", -4_000, -14_000),
        new(2, "ソフトバンク", "通信費", "携帯電話", -3_000, -9_000),
        new(2, "家賃", "住宅", "家賃・地代", -98_000, -98_000),
        new(2, "給与 ㈱ソ表能", "収入", "給与", 240_000, 420_000),
        new(1, "配当金", "収入", "配当所得", 100, 30_000),
        new(1, "ライブ遠征", "推し活", "遠征", -5_000, -40_000),
        new(3, "振込", "未分類", "未分類", -10_000, -100),
        new(1, "振込 入金", "未分類", "未分類", 100, 10_000),
    ];

    /// <summary>Makes a file, newest rows first as the service does.</summary>
    public static GeneratedStatement Generate(GeneratorOptions options)
    {
        var random = new SplitMix64((ulong)options.Seed);
        List<GeneratedRow> rows = [];
        while (rows.Count < options.Rows)
            Add(rows, options, random);
        rows = [.. rows.OrderByDescending(row => row.Date)];
        return new(Write(rows, options), rows);
    }

    /// <summary>The file of these rows, for tests that pick or change some.</summary>
    public static byte[] Write(IEnumerable<GeneratedRow> rows, GeneratorOptions options) =>
        GeneratedCsv.Write(Header, rows.Select(Fields), options);

    private static void Add(List<GeneratedRow> rows, GeneratorOptions options, SplitMix64 random)
    {
        var days = options.From.AddMonths(options.Months).DayNumber - options.From.DayNumber;
        var date = options.From.AddDays(random.Next(days));
        var index = random.Next(options.Accounts);
        var account = GeneratedAccounts.Name(index);
        var kind = random.Next(100);
        if (kind < 6 && options.Accounts > 1 && rows.Count + 2 <= options.Rows)
        {
            var moved = 1_000L * random.Next(1, 80);
            var other = GeneratedAccounts.Name((index + 1) % options.Accounts);
            rows.Add(new(date, "口座振替", -moved, account, "未分類", "未分類", "", true, true, Id(options, random)));
            rows.Add(new(date, "口座振替", moved, other, "未分類", "未分類", "", true, true, Id(options, random)));
            return;
        }
        if (kind < 9 && rows.Count > 0)
        {
            rows.Add(rows[random.Next(rows.Count)] with { Id = Id(options, random) });
            return;
        }
        var template = GeneratedTemplate.Pick(Templates, random);
        var notes = random.Next(50) switch { 0 => "一行目\n二行目", 1 => "立替, \"精算\"待ち", _ => "" };
        rows.Add(new(date, template.Payee, random.Next(template.From, template.To), account, template.Large, template.Middle, notes, random.Next(40) != 0, false, Id(options, random)));
    }

    private static string Id(GeneratorOptions options, SplitMix64 random) =>
        options.WithIds ? Convert.ToBase64String(BitConverter.GetBytes(random.NextUInt64())).TrimEnd('=').Replace('+', '-').Replace('/', '_') : "";

    private static string[] Fields(GeneratedRow row) =>
    [
        row.Included ? "1" : "0",
        row.Date.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture),
        row.Payee,
        row.Amount.ToString("#,0", CultureInfo.InvariantCulture),
        row.Account,
        row.Large,
        row.Middle,
        row.Notes,
        row.Transfer ? "1" : "0",
        row.Id,
    ];
}
