using SmartMoney.Benchmarks.Generating;
using SmartMoney.Domain;

namespace SmartMoney.Tests.Api.Households;

/// <summary>Makes the truth: everything that happens in a household over some months.</summary>
internal static class HouseholdLife
{
    public static readonly Purpose Groceries = new("food.groceries", "食費", "食料品", "食費", "食料品");
    public static readonly Purpose Cafe = new("food.cafe", "食費", "カフェ", "食費", "カフェ");
    public static readonly Purpose Household = new("household", "日用品", "未分類", "日用雑貨", "消耗品");
    public static readonly Purpose Train = new("transport.train", "交通費", "電車", "交通", "電車");
    public static readonly Purpose Electricity = new("utilities.electricity", "水道・光熱費", "電気代", "水道・光熱", "電気料金");
    public static readonly Purpose Rent = new("housing.rent", "住宅", "家賃・地代", "住まい", "家賃");
    public static readonly Purpose Gift = new("social.gifts", "交際費", "プレゼント代", "交際費", "プレゼント");
    public static readonly Purpose Own = new("推し活/遠征", "推し活", "遠征", "推し活", "遠征");
    public static readonly Purpose Salary = new("income.salary", "収入", "給与", "給与所得", null);
    public static readonly Purpose Windfall = new("income.windfall", "収入", "一時所得", "臨時収入", null);
    public static readonly Purpose Interest = new("income.other", "収入", "その他入金", null, null);
    public static readonly Purpose Fees = new("other.miscellaneous", "その他", "雑費", null, null);

    private static readonly (string Shop, Purpose Purpose, int Least, int Most)[] Shops =
    [
        ("スーパーまるやま", Groceries, 300, 6_000), ("ドラッグミドリ", Household, 200, 3_000), ("JR東日本", Train, 150, 1_500),
        ("パンの木", Groceries, 480, 480), ("喫茶一番館", Cafe, 480, 480), ("ライブハウス", Own, 3_000, 9_000), ("書店本の森", Household, 1_000, 1_000),
    ];

    private static readonly long[] RoundAmounts = [3_000, 5_000, 10_000];

    public static IReadOnlyList<HouseholdEvent> Make(Habits habits) => new Maker(habits).Make();

    private sealed class Maker(Habits habits)
    {
        private readonly SplitMix64 random = habits.Random;
        private readonly List<HouseholdEvent> events = [];

        public List<HouseholdEvent> Make()
        {
            for (var month = 0; month < habits.Months; month++)
                Month(habits.From.AddMonths(month));
            return [.. events.OrderBy(one => one.Day).ThenBy(one => one.Minute)];
        }

        private void Month(DateOnly first)
        {
            var days = DateTime.DaysInMonth(first.Year, first.Month);
            Add(first.AddDays(24), EventKind.Income, "給与 株式会社アオキ", Salary, new Movement(Names.Bank, 200_000 + random.Next(90_000)));
            if (first.Month is 6 or 12)
                Add(first.AddDays(9), EventKind.Income, "賞与 株式会社アオキ", Salary, new Movement(Names.Bank, 300_000));
            Add(first.AddDays(26), EventKind.Spending, "大家", Rent, new Movement(Names.Bank, -85_000));
            Add(first.AddDays(random.Next(days)), EventKind.Spending, "電力", Electricity, new Movement(Names.Bank, -4_000 - random.Next(8_000)));
            Add(first.AddDays(14), EventKind.Interest, "利息", Interest, new Movement(Names.Bank, 1 + random.Next(9)));
            Moved(first.AddDays(9), EventKind.Settlement, Names.Bank, Names.Card, 20_000 + random.Next(30_000));
            Moved(first.AddDays(25), EventKind.Saving, Names.Bank, Names.Savings, 30_000);
            Times(1, () => Moved(Day(first), EventKind.Unsaving, Names.Savings, Names.Bank, RoundAmounts[random.Next(3)]));
            Times(3, () => Moved(Day(first), EventKind.Withdrawal, Names.Bank, Names.Cash, random.Next(3) == 0 ? 5_000 : 10_000, fee: random.Next(4) == 0));
            Times(1, () => Moved(Day(first), EventKind.Deposit, Names.Cash, Names.Bank, 5_000));
            Times(2, () => Moved(Day(first), EventKind.TopUp, Names.Bank, Names.Wallet, RoundAmounts[random.Next(3)]));
            Times(1, () => Moved(Day(first), EventKind.TopUp, Names.Savings, Names.Wallet, RoundAmounts[random.Next(3)]));
            Times(1, () => Moved(Day(first), EventKind.TopUpInCash, Names.Cash, Names.Wallet, RoundAmounts[random.Next(3)]));
            Times(1, () => Moved(Day(first), EventKind.PayOut, Names.Wallet, Names.Bank, 2_000));
            Times(2, () => Add(Day(first), EventKind.Spending, "ヤマダ ハナコ", Gift, new Movement(Names.Bank, -RoundAmounts[random.Next(3)])));
            Times(1, () => Add(Day(first), EventKind.Income, "スズキ イチロウ", Windfall, new Movement(Names.Bank, RoundAmounts[random.Next(3)])));
            Times(1, () => Add(Day(first), EventKind.Refund, "国税還付", Electricity, new Movement(Names.Bank, 1_000 + random.Next(3_000))));
            Times(6, () => Shopping(first, Names.Cash));
            Times(6, () => Shopping(first, Names.Card));
            Times(4, () => Shopping(first, Names.Wallet));
            Times(4, () => Funded(first));
            Times(1, () => Refund(first, Names.Card));
            Times(1, () => Refund(first, Names.Wallet));
            Times(2, () => Add(Day(first), EventKind.Points, "PayPay", null, new Movement(Names.Wallet, 1 + random.Next(200))));
            Times(1, () => Add(Day(first), EventKind.Sent, "田中", null, new Movement(Names.Wallet, -1_000)));
            Times(1, () => Add(Day(first), EventKind.Received, "田中", null, new Movement(Names.Wallet, 1_000)));
            Times(1, () => Add(Day(first), EventKind.Income, "お年玉", Windfall, new Movement(Names.Cash, 5_000)));
            Coffee(first, days);
            Twins(first);
        }

        // Every working day of some weeks, always the same.
        private void Coffee(DateOnly first, int days)
        {
            if (habits.CoffeeIn == Names.Wallet && habits.MoneyForwardShowsWallet)
                return;
            var start = random.Next(days - 8);
            for (var day = 0; day < 8 + random.Next(4) && start + day < days; day++)
                Add(first.AddDays(start + day), EventKind.Spending, "喫茶一番館", Cafe, Wallet(new Movement(habits.CoffeeIn, -480)));
        }

        // The same amount twice on one day, for the same thing and for different things.
        private void Twins(DateOnly first)
        {
            var day = Day(first);
            switch (random.Next(6))
            {
                case 0:
                    Moved(day, EventKind.Withdrawal, Names.Bank, Names.Cash, 10_000);
                    Moved(day, EventKind.Withdrawal, Names.Bank, Names.Cash, 10_000);
                    break;
                case 1:
                    Moved(day, EventKind.Withdrawal, Names.Bank, Names.Cash, 10_000);
                    Add(day, EventKind.Spending, "ヤマダ ハナコ", Gift, new Movement(Names.Bank, -10_000));
                    break;
                case 2:
                    Moved(day, EventKind.TopUp, Names.Bank, Names.Wallet, 5_000);
                    Moved(day, EventKind.Withdrawal, Names.Bank, Names.Cash, 5_000);
                    break;
                case 3:
                    Moved(day, EventKind.TopUp, Names.Bank, Names.Wallet, 3_000);
                    Add(day, EventKind.Spending, "ヤマダ ハナコ", Gift, new Movement(Names.Bank, -3_000));
                    break;
                case 4:
                    Add(day, EventKind.Spending, "スーパーまるやま", Groceries, new Movement(Names.Cash, -1_000));
                    Add(day, EventKind.Spending, "書店本の森", Household, new Movement(Names.Cash, -1_000));
                    break;
                default:
                    Add(day, EventKind.Spending, "喫茶一番館", Cafe, new Movement(Names.Card, -480));
                    Add(day, EventKind.Spending, "喫茶一番館", Cafe, new Movement(Names.Card, -480));
                    break;
            }
        }

        private void Shopping(DateOnly first, string account)
        {
            var (shop, purpose, least, most) = Shops[random.Next(Shops.Length)];
            Add(Day(first), EventKind.Spending, shop, purpose, Wallet(new Movement(account, -random.Next(least, most))), excluded: account != Names.Wallet && random.Next(15) == 0);
        }

        private void Refund(DateOnly first, string account) =>
            Add(Day(first), EventKind.Refund, "ドラッグミドリ", Household, Wallet(new Movement(account, 200 + random.Next(1_500))));

        // The wallet's own money, now and then with points among it: to the wallet's balance that is the same.
        private (Movement[], string) Wallet(Movement movement) =>
            ([movement], habits.MoneyForwardShowsWallet || random.Next(3) > 0 || movement.Amount > -100 ? "PayPay残高" : $"PayPayポイント (37円), PayPay残高 ({-movement.Amount - 37:#,0}円)");

        // A card or a bank pays: the money goes through the wallet.
        private void Funded(DateOnly first)
        {
            var (shop, purpose, least, most) = Shops[random.Next(Shops.Length)];
            long amount = random.Next(least, most);
            var byBank = habits.FundsByBank && random.Next(3) == 0;
            var (source, name) = byBank ? (Names.Bank, "三井住友銀行") : (Names.Card, random.Next(2) == 0 ? "楽天カード" : "クレジット VISA 4575");
            var points = !byBank && random.Next(4) == 0 ? 37 : 0;
            var part = amount - points;
            var back = random.Next(8) == 0;
            var sign = back ? 1 : -1;
            var method = points > 0 ? $"PayPayポイント ({points}円), {name} ({part:#,0}円)" : name;
            Movement[] movements = [new(Names.Wallet, sign * amount), new(Names.Wallet, -sign * part, Moved: true), new(source, sign * part, Moved: true)];
            Add(Day(first), back ? EventKind.FundedRefund : EventKind.Funded, shop, purpose, (movements, method));
        }

        private void Moved(DateOnly day, EventKind kind, string from, string to, long amount, bool fee = false)
        {
            Movement[] movements = [new(from, -amount, Moved: true), new(to, amount, Moved: true)];
            Add(day, kind, to, null, (movements, kind == EventKind.TopUpInCash ? "セブン銀行ATM" : from == Names.Bank ? "三井住友銀行 *****61" : "楽天銀行 *****07"));
            if (fee)
                Add(day, EventKind.Fee, "手数料", Fees, new Movement(from, -110));
        }

        private void Times(int usual, Action happen)
        {
            for (var times = random.Next(2 * usual + 1); times > 0; times--)
                happen();
        }

        private DateOnly Day(DateOnly first) => first.AddDays(random.Next(DateTime.DaysInMonth(first.Year, first.Month)));

        private void Add(DateOnly day, EventKind kind, string with, Purpose? purpose, Movement movement) => Add(day, kind, with, purpose, ([movement], "PayPay残高"));

        private void Add(DateOnly day, EventKind kind, string with, Purpose? purpose, (Movement[] Movements, string Method) how, bool excluded = false) =>
            events.Add(new(events.Count, day, random.Next(24 * 60), kind, with, purpose, how.Movements) { Method = how.Method, Excluded = excluded });
    }
}
