namespace SmartMoney.Tests.Api.Households;

/// <summary>The words of a bank's rows.</summary>
internal static class BankText
{
    /// <summary>As the bank's own file has them.</summary>
    public static string Short(HouseholdEvent one) => one.Kind switch
    {
        EventKind.Income when one.Purpose == HouseholdLife.Salary => "給料振込　ｶ)ｱｵｷ",
        EventKind.Income => "ﾌﾘｺﾐ ｽｽﾞｷ ｲﾁﾛｳ",
        EventKind.Refund => "ｺｸｾﾞｲｶﾝﾌﾟｷﾝ",
        EventKind.Interest => "普通預金利息",
        EventKind.Fee => "ﾃｽｳﾘﾖｳ",
        EventKind.Withdrawal => "ｶ-ﾄﾞ",
        EventKind.Deposit => "ｶ-ﾄﾞ ﾆﾕｳｷﾝ",
        EventKind.TopUp or EventKind.Funded or EventKind.FundedRefund => "ﾍﾟｲﾍﾟｲ",
        EventKind.PayOut => "ﾍﾟｲﾍﾟｲ(ｶ",
        EventKind.Saving => "ﾗｸﾃﾝｷﾞﾝｺｳ ﾌﾘｺﾐ",
        EventKind.Unsaving => "ﾌﾘｺﾐ ﾗｸﾃﾝｷﾞﾝｺｳ",
        EventKind.Settlement => "ﾗｸﾃﾝｶ-ﾄﾞｻ-ﾋﾞｽ",
        _ when one.Purpose == HouseholdLife.Rent => "ｺｳｻﾞﾌﾘｶｴ ｵｵﾔ",
        _ when one.Purpose == HouseholdLife.Electricity => "ﾃﾞﾝｷﾘﾖｳｷﾝ",
        _ => "ﾌﾘｺﾐ ﾔﾏﾀﾞ ﾊﾅｺ",
    };

    /// <summary>As MoneyForward shows them.</summary>
    public static string Long(HouseholdEvent one) => one.Kind switch
    {
        EventKind.Income => $"振込 {one.With}",
        EventKind.Withdrawal => "ATM 現金引出",
        EventKind.Deposit => "ATM 現金預入",
        EventKind.TopUp or EventKind.Funded or EventKind.FundedRefund => "口座振替 PayPay",
        EventKind.PayOut => "振込 PayPay",
        EventKind.Saving or EventKind.Unsaving => "振込 ラクテンギンコウ",
        EventKind.Settlement => "口座振替 ラクテンカードサービス",
        EventKind.Spending when one.Purpose == HouseholdLife.Gift => "振込 ヤマダ ハナコ",
        _ => one.With,
    };
}
