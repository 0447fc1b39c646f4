namespace SmartMoney.Tests.Api.Households;

/// <summary>
/// Zaim, kept by hand: all that happens in cash, and more of the rest the more eager the household is; a transfer is one record with both sides. A
/// person writes some things down a day early or late, or not before the next evening.
/// </summary>
internal sealed class ZaimFile(Habits habits) : AppFile(habits)
{
    protected override string Header => "日付,方法,カテゴリ,カテゴリの内訳,支払元,入金先,品目,メモ,お店,通貨,収入,支出,振替,残高調整,通貨変換前の金額,集計の設定";

    protected override IEnumerable<AppRecord> Records(HouseholdEvent one, Func<HouseholdEvent, DateOnly, bool> mayBeNoted)
    {
        if (!IsNoted(one))
            yield break;
        var slipped = one.Day.AddDays(Random.Next(2) == 0 ? -1 : 1);
        var elsewhere = one.Movements.Any(movement => movement.Account != Names.Cash);
        var day = elsewhere && Random.Next(100) < Habits.Slips && mayBeNoted(one, slipped) ? slipped : one.Day;
        yield return (one.Movements is [{ Moved: true } from, { } to] ? Transfer(one, day, from, to) : Booked(one, day, one.Movements[0])) with { Late = Random.Next(20) == 0 };
    }

    private bool IsNoted(HouseholdEvent one) => one.Kind switch
    {
        EventKind.TopUp => Habits.ZaimHasTopUps,
        EventKind.Settlement => Habits.ZaimHasSettlements,
        EventKind.Saving or EventKind.Unsaving => Habits.ZaimHasSavings,
        _ when one.In(Names.Cash) is not null => true,
        EventKind.Income or EventKind.Spending or EventKind.Refund when one.In(Names.Bank) is not null => Habits.ZaimHasBankSpending && Random.Next(100) < 70,
        EventKind.Spending when one.In(Names.Wallet) is not null => Habits.ZaimHasWallet && Random.Next(100) < 70,
        _ => false,
    };

    private static AppRecord Transfer(HouseholdEvent one, DateOnly day, Movement from, Movement to) => new(day, one.Minute,
        Fields(day, "transfer", "-", "-", from.Account, to.Account, "", transfer: to.Amount),
        new Told(one, from) { Transfer = true }, new Told(one, to) { Transfer = true });

    private AppRecord Booked(HouseholdEvent one, DateOnly day, Movement movement)
    {
        var purpose = Random.Next(100) < 90 && one.Purpose?.ZaimCategory is not null ? one.Purpose : null;
        // An income is always of some kind in Zaim, a payment may be filed nowhere.
        if (one.Purpose is { IsIncome: true })
            purpose = one.Purpose;
        var fields = purpose is { IsIncome: true }
            ? Fields(day, "income", purpose.ZaimCategory!, "-", "-", movement.Account, one.With, income: movement.Amount)
            : Fields(day, "payment", purpose?.ZaimCategory ?? "その他", purpose?.ZaimGenre ?? "未分類", movement.Account, "-", one.With, payment: -movement.Amount);
        if (one.Excluded)
            fields[15] = "集計に含めない";
        return new(day, one.Minute, fields, new Told(one, movement) { Category = purpose?.Key, Excluded = one.Excluded });
    }

    private static string[] Fields(
        DateOnly day, string method, string category, string genre, string from, string to, string shop, long income = 0, long payment = 0, long transfer = 0) =>
    [
        Date(day, "yyyy-MM-dd"), method, category, genre, from, to, "", "", shop, "JPY", Yen(income), Yen(payment), Yen(transfer), "0",
        Yen(income + payment + transfer), "常に集計に含める",
    ];
}
