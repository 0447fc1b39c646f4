using System.Globalization;
using SmartMoney.Domain;

namespace SmartMoney.Benchmarks.Generating;

/// <summary>
/// Makes PayPay histories of a plausible user: payments from balance, points and cards, alone and together, refunds to where they came from,
/// points under their payment's own number, top-ups, payouts, points investments, money sent and received.
/// </summary>
public static class PayPayGenerator
{
    private const string Header = "取引日,出金金額（円）,入金金額（円）,海外出金金額,通貨,変換レート（円）,利用国,取引内容,取引先,取引方法,支払い区分,利用者,取引番号";
    private const string EnglishHeader = "Date & Time,Amount Outgoing (Yen),Amount Incoming (Yen),Amount Outgoing Overseas,Currency,Exchange Rate (Yen),Country Paid In,"
        + "Transaction Type,Business Name,Method,Payment Option,User,Transaction ID";
    private const string None = "-";
    private const string Account = "PayPay";

    private static readonly string[] Shops = ["ファミリーマート - 東口店", "スーパーまるやま", "喫茶, Ⅰ番館", "ドラッグ㈱ミドリ", "髙島屋 - 日本橋"];

    /// <summary>Makes a file, newest rows first as the app does.</summary>
    public static GeneratedStatement Generate(GeneratorOptions options)
    {
        var random = new SplitMix64((ulong)options.Seed);
        var words = options.OtherForm ? Words.English : Words.Japanese;
        List<Record> records = [];
        while (records.Count < options.Rows)
            Add(records, options, words, random);
        records = [.. records.Take(options.Rows).OrderByDescending(record => record.Fields[0], StringComparer.Ordinal)];
        var bytes = GeneratedCsv.Write(options.OtherForm ? EnglishHeader : Header, records.Select(record => record.Fields), options, mark: true);
        return new(bytes, [.. records.SelectMany(record => record.Movements)]);
    }

    private static void Add(List<Record> records, GeneratorOptions options, Words words, SplitMix64 random)
    {
        var days = options.From.AddMonths(options.Months).DayNumber - options.From.DayNumber;
        var at = options.From.AddDays(random.Next(days)).ToDateTime(new TimeOnly(random.Next(24), random.Next(60), random.Next(60)));
        var id = options.WithIds ? random.NextUInt64().ToString("00000000000000000000", CultureInfo.InvariantCulture) : None;
        long amount = random.Next(100, 6_000);
        var shop = Shops[random.Next(Shops.Length)];
        switch (random.Next(100))
        {
            case < 60:
                records.Add(Spending(at, words.Payment, shop, -amount, "未分類", words, id, random));
                if (random.Next(2) == 0)
                    records.Add(new Movement(at, words.Points, shop, Math.Max(amount / 100, 1), "ポイント", words.Point, id).Record());
                break;
            case < 68:
                records.Add(Spending(at, words.Refund, shop, amount, "その他", words, id, random));
                break;
            case < 78:
                records.Add((new Movement(at, words.TopUp, Account, 10_000, "未分類", "ゆうちょ銀行 *****61", id) { Payee = "ゆうちょ銀行 *****61", Transfer = true }).Record());
                break;
            case < 81:
                records.Add((new Movement(at, words.PayOut, "三菱UFJ銀行", -5_000, "未分類", words.Balance, id) { Transfer = true }).Record());
                break;
            case < 86:
                records.Add((new Movement(at, words.Investment, "PayPayポイント運用", -amount, "未分類", words.Point, id) { Transfer = true }).Record());
                break;
            case < 92:
                records.Add(new Movement(at, words.Sent, "山田", -amount, "未分類", words.Balance, id).Record());
                break;
            case < 98:
                records.Add(new Movement(at, words.Received, "鈴木", amount, "未分類", words.Balance, id).Record());
                break;
            default:
                records.Add(new Movement(at, words.Points, "返却", -Math.Max(amount / 100, 1), "ポイント", words.Point, id).Record());
                break;
        }
    }

    private static Record Spending(DateTime at, string type, string shop, long amount, string category, Words words, string id, SplitMix64 random)
    {
        var all = Math.Abs(amount);
        var points = Math.Min(all - 1, random.Next(1, 1_500));
        var rest = all - points;
        string Part(string name, long part) => string.Create(CultureInfo.InvariantCulture, $"{name} ({part:#,0}{words.Yen})");
        var (method, cards) = random.Next(5) switch
        {
            0 => (words.Card, new[] { (words.Card, all) }),
            1 => ($"{Part(words.Point, points)}, {Part(words.Card, rest)}", [(words.Card, rest)]),
            2 => ($"{Part(words.Point, points)}, {Part(words.Balance, rest)}", []),
            3 => (words.Point, []),
            _ => (words.Balance, []),
        };
        return new Movement(at, type, shop, amount, category, method, id) { Cards = cards }.Record();
    }

    private sealed record Record(string[] Fields, GeneratedRow[] Movements);

    private sealed record Movement(DateTime At, string Type, string Business, long Amount, string Category, string Method, string Id)
    {
        public string? Payee { get; init; }

        public bool Transfer { get; init; }

        public (string Name, long Amount)[] Cards { get; init; } = [];

        public Record Record()
        {
            var date = DateOnly.FromDateTime(At);
            var yen = Math.Abs(Amount).ToString("#,0", CultureInfo.InvariantCulture);
            GeneratedRow row = new(date, Payee ?? Business, Amount, Account, Category, "", Method, true, Transfer, Id);
            string[] fields =
            [
                At.ToString("yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture), Amount < 0 ? yen : None, Amount < 0 ? None : yen, None, None, None, None,
                Type, Business, Method, None, None, Id,
            ];
            return new(fields,
            [
                row,
                .. Cards.Select(card => row with
                {
                    Payee = card.Name, Amount = Amount < 0 ? card.Amount : -card.Amount, Large = "未分類", Notes = "", Transfer = true, Id = "", Leg = true,
                }),
            ]);
        }
    }

    private sealed record Words(
        string Payment, string Refund, string Points, string TopUp, string PayOut, string Investment, string Sent, string Received,
        string Balance, string Point, string Card, string Yen)
    {
        public static readonly Words Japanese = new("支払い", "返金", "ポイント、残高の獲得", "チャージ", "出金", "投資", "送った金額", "受け取った金額", "PayPay残高", "PayPayポイント", "クレジット VISA 4575", "円");

        public static readonly Words English = new("Payment", "Refund", "Points, Balance Earned", "Top-Up", "Bank Transfer", "Points Investment", "Money Sent", "Money Received", "PayPay Balance", "PayPay Point", "Credit VISA 4575", "yen");
    }
}
