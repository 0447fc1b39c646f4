using System.Globalization;

namespace SmartMoney.Tests.Api.Households;

/// <summary>
/// PayPay: every row of the wallet with how it was paid; no categories, but points are points and a refund says that it is one. What a card or bank
/// paid is told in the payment's own row.
/// </summary>
internal sealed class PayPayFile(Habits habits) : AppFile(habits)
{
    protected override string Header => Habits.PayPayInEnglish
        ? "Date & Time,Amount Outgoing (Yen),Amount Incoming (Yen),Amount Outgoing Overseas,Currency,Exchange Rate (Yen),Country Paid In,Transaction Type,Business Name,Method,Payment Option,User,Transaction ID"
        : "取引日,出金金額（円）,入金金額（円）,海外出金金額,通貨,変換レート（円）,利用国,取引内容,取引先,取引方法,支払い区分,利用者,取引番号";

    protected override IEnumerable<AppRecord> Records(HouseholdEvent one, Func<HouseholdEvent, DateOnly, bool> mayBeNoted)
    {
        if (one.In(Names.Wallet) is not { } movement)
            yield break;
        var at = one.Day.ToDateTime(new TimeOnly(one.Minute / 60, one.Minute % 60, one.Number % 60));
        var yen = Math.Abs(movement.Amount).ToString("#,0", CultureInfo.InvariantCulture);
        Told told = new(one, movement)
        {
            Transfer = movement.Moved,
            Category = one.Kind == EventKind.Points ? "income.points" : null,
            Fallback = one.Kind is EventKind.Refund or EventKind.FundedRefund ? "other" : null,
        };
        yield return new(one.Day, one.Minute,
            [
                at.ToString("yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture), movement.Amount < 0 ? yen : "-", movement.Amount > 0 ? yen : "-", "-", "-", "-", "-",
                Type(one.Kind), one.Kind == EventKind.PayOut ? "三井住友銀行" : movement.Moved ? "PayPay" : one.With, Method(one.Kind == EventKind.PayOut ? "PayPay残高" : one.Method), "-", "-", (10_000_000 + one.Number).ToString(CultureInfo.InvariantCulture),
            ],
            [told, .. one.Movements.Where(other => other != movement && other.Account == Names.Wallet).Select(other => new Told(one, other) { Transfer = true })]);
    }

    private string Type(EventKind kind) => (kind, Habits.PayPayInEnglish) switch
    {
        (EventKind.Refund or EventKind.FundedRefund, true) => "Refund",
        (EventKind.Refund or EventKind.FundedRefund, false) => "返金",
        (EventKind.Points, true) => "Points, Balance Earned",
        (EventKind.Points, false) => "ポイント、残高の獲得",
        (EventKind.TopUp or EventKind.TopUpInCash, true) => "Top-Up",
        (EventKind.TopUp or EventKind.TopUpInCash, false) => "チャージ",
        (EventKind.PayOut, true) => "Bank Transfer",
        (EventKind.PayOut, false) => "出金",
        (EventKind.Sent, true) => "Money Sent",
        (EventKind.Sent, false) => "送った金額",
        (EventKind.Received, true) => "Money Received",
        (EventKind.Received, false) => "受け取った金額",
        (_, true) => "Payment",
        _ => "支払い",
    };

    private string Method(string method) => !Habits.PayPayInEnglish
        ? method
        : method.Replace("残高", " Balance", StringComparison.Ordinal).Replace("ポイント", " Point", StringComparison.Ordinal)
            .Replace("クレジット", "Credit", StringComparison.Ordinal).Replace("円)", " Yen)", StringComparison.Ordinal);
}
