using System.Globalization;
using SmartMoney.Domain;

namespace SmartMoney.Benchmarks.Generating;

/// <summary>
/// Makes Zaim exports of a plausible household: payments and income by category, transfers that name both accounts or one, adjustments of
/// balances, refunds as negative payments, excluded and yearly rows, equal rows, texts that need quotes.
/// </summary>
public static class ZaimGenerator
{
    private const string Header = "日付,方法,カテゴリ,カテゴリの内訳,支払元,入金先,品目,メモ,お店,通貨,収入,支出,振替,残高調整,通貨変換前の金額,集計の設定";
    private const string OlderHeader = "日付,方法,カテゴリ,ジャンル,支払元,入金先,商品,メモ,場所,通貨,収入,支出,振替,残高調整";
    private const string None = "-";

    private static readonly GeneratedTemplate[] Templates =
    [
        new(24, "スーパーまるやま", "食費", "食料品", -300, -9_000),
        new(12, "喫茶Ⅰ番館", "食費", "カフェ", -450, -450),
        new(8, "ドラッグ㈱ミドリ", "日用雑貨", "消耗品", -200, -4_000),
        new(8, "JR東日本", "交通", "電車", -150, -1_500),
        new(6, "居酒屋①～髙砂～", "交際費", "飲み会", -1_200, -8_000),
        new(3, "書店\"本の森\"", "エンタメ", "書籍", -500, -4_500),
        new(2, "返品, ドラッグ㈱ミドリ", "日用雑貨", "消耗品", 200, 2_000),
        new(2, "電気", "水道・光熱", "電気料金", -4_000, -14_000),
        new(2, "大家", "住まい", "家賃", -98_000, -98_000),
        new(1, "ライブ遠征", "推し活", "遠征", -5_000, -40_000),
        new(2, "コンビニ", "未分類", "未分類", -100, -900),
        new(2, "㈱ソ表能", "収入", "給与所得", 240_000, 420_000),
        new(1, "フリマ", "収入", "その他", 100, 30_000),
    ];

    /// <summary>Makes a file, newest rows first.</summary>
    public static GeneratedStatement Generate(GeneratorOptions options)
    {
        var random = new SplitMix64((ulong)options.Seed);
        List<Record> records = [];
        while (records.Count < options.Rows)
            records.Add(records.Count > 0 && random.Next(100) < 3 ? records[random.Next(records.Count)] : New(options, random));
        records = [.. records.OrderByDescending(record => record.Movements[0].Date)];
        var header = options.OtherForm ? OlderHeader : Header;
        var columns = header.Split(',').Length;
        var bytes = GeneratedCsv.Write(header, records.Select(record => record.Fields[..columns]), options);
        return new(bytes, [.. records.SelectMany(record => record.Movements)]);
    }

    private static Record New(GeneratorOptions options, SplitMix64 random)
    {
        var days = options.From.AddMonths(options.Months).DayNumber - options.From.DayNumber;
        var date = options.From.AddDays(random.Next(days));
        var index = random.Next(options.Accounts);
        var (account, other) = (GeneratedAccounts.Name(index), GeneratedAccounts.Name((index + 1) % options.Accounts));
        return random.Next(100) switch
        {
            < 6 when options.Accounts > 1 => Transfer(date, account, other, 1_000L * random.Next(1, 80), lone: random.Next(5) == 0),
            < 8 => Adjustment(date, account, random.Next(-3_000, 3_000)),
            _ => Booked(date, account, GeneratedTemplate.Pick(Templates, random), options, random),
        };
    }

    private static Record Transfer(DateOnly date, string from, string to, long amount, bool lone)
    {
        GeneratedRow row = new(date, lone ? "" : to, -amount, from, "未分類", "未分類", "", true, true, "");
        GeneratedRow leg = new(date, from, amount, to, "未分類", "未分類", "", true, true, "") { Leg = true };
        var fields = Fields(date, "transfer", None, None, from, lone ? None : to, "", "", "", transfer: amount);
        return new(fields, lone ? [row] : [row, leg]);
    }

    private static Record Adjustment(DateOnly date, string account, long amount)
    {
        amount = amount == 0 ? 1 : amount;
        var fields = Fields(date, "balance", None, None, amount < 0 ? account : None, amount < 0 ? None : account, "", "", "", adjustment: amount);
        return new(fields, [new(date, "残高調整", amount, account, "未分類", "未分類", "", false, false, "")]);
    }

    private static Record Booked(DateOnly date, string account, GeneratedTemplate template, GeneratorOptions options, SplitMix64 random)
    {
        long amount = random.Next(template.From, template.To);
        var notes = random.Next(50) switch { 0 => "一行目\n二行目", 1 => "立替, \"精算\"待ち", _ => "" };
        var item = random.Next(4) == 0 ? "品物" : "";
        var setting = options.OtherForm ? 2 : random.Next(40);
        var income = template.Large == "収入";
        var uncategorised = template.Large == "未分類";
        var fields = income
            ? Fields(date, "income", template.Middle, None, None, account, item, notes, template.Payee, income: amount)
            : Fields(date, "payment", uncategorised ? "その他" : template.Large, template.Middle, account, None, item, notes, template.Payee, payment: -amount);
        fields[15] = setting switch { 0 => "集計に含めない", 1 => "年の集計にのみ含める", _ => "常に集計に含める" };
        return new(fields, [new(date, template.Payee, amount, account, template.Large, template.Middle, notes, setting != 0, false, "")]);
    }

    private static string[] Fields(
        DateOnly date, string method, string category, string genre, string from, string to, string item, string notes, string shop,
        long income = 0, long payment = 0, long transfer = 0, long adjustment = 0)
    {
        long[] amounts = [income, payment, transfer, adjustment, income + payment + transfer + adjustment];
        return
        [
            date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), method, category, genre, from, to, item, notes, shop, "JPY",
            .. amounts.Select(amount => amount.ToString(CultureInfo.InvariantCulture)),
            "常に集計に含める",
        ];
    }

    private sealed record Record(string[] Fields, GeneratedRow[] Movements);
}
