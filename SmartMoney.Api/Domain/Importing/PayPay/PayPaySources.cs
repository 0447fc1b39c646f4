using System.Text.RegularExpressions;
using SmartMoney.Domain.Importing.Text;
using SmartMoney.Domain.Money;

namespace SmartMoney.Domain.Importing.PayPay;

/// <summary>Something that a payment was made with.</summary>
/// <param name="Name">As the file writes it: <c>PayPayポイント</c>, <c>Credit VISA 1234</c>.</param>
/// <param name="Amount">In yen; null when the file does not say how much it was.</param>
internal sealed record PayPaySource(string Name, long? Amount)
{
    private static readonly string[] CardWords = ["カード", "card", "クレジット", "credit", "あと払い"];
    private static readonly string[] WalletWords = ["残高", "balance", "ポイント", "point", "マネー", "money", "ボーナス", "bonus"];

    /// <summary>
    /// Whether it is the wallet itself: balance, money, points. A card or PayPay's own credit (PayPayカード, PayPayクレジット, あと払い) is
    /// billed later and a bank has a statement of its own, so they are not; neither is anything unknown.
    /// </summary>
    public bool IsWallet
    {
        get
        {
            var name = MatchText.Normalise(Name);
            if (Array.Exists(CardWords, word => name.Contains(word, StringComparison.Ordinal)))
                return false;
            var own = name.StartsWith("paypay", StringComparison.Ordinal) ? name["paypay".Length..].TrimStart() : name;
            return own.Length == 0 || Array.Exists(WalletWords, word => own.StartsWith(word, StringComparison.Ordinal));
        }
    }

    /// <summary>The name apart from the app's language, for telling rows apart.</summary>
    public string Key => MatchText.Normalise(Name)
        .Replace("クレジット", "credit", StringComparison.Ordinal)
        .Replace("カード", "card", StringComparison.Ordinal)
        .Replace("残高", "balance", StringComparison.Ordinal)
        .Replace("ポイント", "point", StringComparison.Ordinal)
        .Replace(" ", "", StringComparison.Ordinal);
}

/// <summary>
/// Reads the method of a row: <c>PayPay残高</c> alone, or several with their amounts,
/// <c>PayPayポイント (1,073円), クレジット VISA 4575 (257円)</c> and <c>PayPay Balance (500 Yen), Visa 1234 (780 Yen)</c>.
/// </summary>
internal static class PayPaySources
{
    // Commas part the sources and stand within amounts, so the amounts are found first.
    private static readonly Regex Amounts = new(
        @"[(（]\s*[¥￥]?\s*(?<yen>[0-9０-９][0-9０-９,，]*)\s*(?:円|yen|jpy)\s*[)）]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>The sources in the file's order. Never fails: what is no amount of yen is part of a name.</summary>
    public static List<PayPaySource> Read(string method)
    {
        List<PayPaySource> sources = [];
        var at = 0;
        foreach (Match match in Amounts.Matches(method))
        {
            if (MinorUnits.Parse(LocalNumbers.ToAscii(match.Groups["yen"].Value), 0, out var amount) != AmountError.None)
                continue;
            var names = Names(method[at..match.Index]);
            for (var i = 0; i < names.Length; i++)
                sources.Add(new(names[i], i == names.Length - 1 ? amount : null));
            at = match.Index + match.Length;
        }
        sources.AddRange(Names(method[at..]).Select(name => new PayPaySource(name, null)));
        return sources;
    }

    private static string[] Names(string text) => text.Split([',', '、', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
