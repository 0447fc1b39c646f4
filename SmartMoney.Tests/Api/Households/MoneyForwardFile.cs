using SmartMoney.Benchmarks.Generating;
using SmartMoney.Domain;

namespace SmartMoney.Tests.Api.Households;

/// <summary>
/// MoneyForward ME: the bank since it was connected, savings and card, perhaps the wallet; each row with an id, mostly with a category, transfers
/// flagged. What went to a wallet or out of a cash machine is a category of its own there unless the user flags it.
/// </summary>
internal sealed class MoneyForwardFile(Habits habits) : AppFile(habits)
{
    protected override string Header => "計算対象,日付,内容,金額（円）,保有金融機関,大項目,中項目,メモ,振替,ID";

    protected override IEnumerable<AppRecord> Records(HouseholdEvent one, Func<HouseholdEvent, DateOnly, bool> mayBeNoted)
    {
        foreach (var (at, movement) in one.Movements.Index())
        {
            if (!Shows(one, movement))
                continue;
            var (large, middle, key) = Category(one, movement);
            var transfer = movement.Moved && one.Kind is not (EventKind.Funded or EventKind.FundedRefund) && key is null;
            yield return new(one.Day, Random.Next(1_000),
                [
                    one.Excluded ? "0" : "1", Date(one.Day, "yyyy/MM/dd"), Text(one, movement), Yen(movement.Amount), movement.Account,
                    large, middle, "", transfer ? "1" : "0", $"mf-{one.Number}-{at}",
                ],
                new Told(one, movement) { Transfer = transfer, Category = key, Excluded = one.Excluded });
        }
    }

    private bool Shows(HouseholdEvent one, Movement movement) => movement.Account switch
    {
        Names.Bank => one.Day >= Habits.From.AddDays(Habits.BankConnectedAfter),
        Names.Savings or Names.Card => one.Kind != EventKind.Settlement || movement.Account != Names.Card,
        Names.Wallet => Habits.MoneyForwardShowsWallet && one.Kind is not (EventKind.Funded or EventKind.FundedRefund or EventKind.Points),
        _ => false,
    };

    private (string Large, string Middle, string? Key) Category(HouseholdEvent one, Movement movement) => one.Kind switch
    {
        // Who flags one of a day's withdrawals flags the other: of equal ones nobody could tell which it was.
        EventKind.Withdrawal when new SplitMix64((ulong)one.Day.DayNumber).Next(100) < 15 => ("現金・カード", "ATM引き出し", "cash-card.withdrawal"),
        EventKind.TopUp when movement.Amount < 0 && new SplitMix64((ulong)one.Day.DayNumber).Next(100) is > 14 and < 45 => ("現金・カード", "電子マネー", "cash-card.e-money"),
        EventKind.Settlement => ("現金・カード", "カード引き落とし", null),
        _ when one.Purpose is { } purpose && Random.Next(100) < 85 => (purpose.Large, purpose.Middle, purpose.Key),
        _ => ("未分類", "未分類", null),
    };

    private static string Text(HouseholdEvent one, Movement movement) => (one.Kind, movement.Account) switch
    {
        (EventKind.Funded or EventKind.FundedRefund, Names.Card) => $"ＰＡＹＰＡＹ＊{one.With}",
        (_, Names.Wallet) => one.Kind == EventKind.TopUp ? "チャージ" : one.With,
        (_, Names.Bank) => BankText.Long(one),
        (EventKind.Saving or EventKind.Unsaving, _) => "振込 ミツイスミトモ",
        (EventKind.TopUp, _) => "口座振替 PayPay",
        _ => one.With,
    };
}
