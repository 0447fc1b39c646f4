using SmartMoney.Api.Data.Model;
using SmartMoney.Domain;

namespace SmartMoney.Api.Features.Imports.Staging;

/// <summary>Guesses what kind of account a bank's or card's name stands for. A guess only: the kind can be changed.</summary>
internal static class AccountKinds
{
    // In order: 楽天銀行カード is a card and PayPay銀行 a bank, so the words that say so outright come first.
    private static readonly (AccountKind Kind, string[] Words)[] Telling =
    [
        (AccountKind.CreditCard, ["カード", "card"]),
        (AccountKind.Investment, ["証券", "securities"]),
        (AccountKind.Bank, ["銀行", "bank"]),
        (AccountKind.EMoney, ["paypay", "suica", "pasmo", "nanaco", "waon", "楽天edy", "d払い"]),
        (AccountKind.Cash, ["財布", "現金", "cash", "wallet"]),
    ];

    /// <summary>The kind that the name tells, <see cref="AccountKind.Other"/> when it tells none. Width and case don't matter.</summary>
    public static AccountKind Guess(string name)
    {
        var normal = CompatibilityForm.Of(name);
        return Telling
            .Where(kind => kind.Words.Any(word => normal.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Select(kind => (AccountKind?)kind.Kind)
            .FirstOrDefault() ?? AccountKind.Other;
    }
}
