namespace SmartMoney.Domain.Importing.PayPay;

/// <summary>What a row of PayPay is.</summary>
internal enum PayPayKind
{
    /// <summary>Anything else, sent and received money too: read by its sign.</summary>
    Other,

    /// <summary>Something was bought, or a bill paid.</summary>
    Payment,

    /// <summary>A payment came back.</summary>
    Refund,

    /// <summary>The wallet was filled from a bank, a card or cash.</summary>
    TopUp,

    /// <summary>The balance was paid out to the user's bank.</summary>
    PayOut,

    /// <summary>Points went into PayPay's investment of points, or came back.</summary>
    Investment,

    /// <summary>Points or balance were given, taken back or ran out.</summary>
    Points,
}

/// <summary>PayPay's words for what a row is, in English and Japanese. There is no list of them, and apps have changed theirs, so parts of names tell.</summary>
internal static class PayPayType
{
    // In order: ポイント運用 is no gift of points, チャージの返金 a top-up, and Payment Refund a refund.
    private static readonly (PayPayKind Kind, string[] Words)[] Telling =
    [
        (PayPayKind.Investment, ["運用", "投資", "invest"]),
        (PayPayKind.TopUp, ["チャージ", "top-up", "top up", "topup"]),
        (PayPayKind.PayOut, ["出金", "bank transfer", "withdraw"]),
        (PayPayKind.Points, ["ポイント", "points", "残高の獲得", "残高の取消", "balance earned"]),
        (PayPayKind.Refund, ["返金", "refund"]),
        (PayPayKind.Payment, ["支払", "請求書払い", "payment"]),
    ];

    /// <summary>The kind of a type as the file writes it.</summary>
    public static PayPayKind KindOf(string type)
    {
        var name = MatchText.Normalise(type);
        return Telling.FirstOrDefault(kind => Array.Exists(kind.Words, word => name.Contains(word, StringComparison.Ordinal))).Kind;
    }
}
