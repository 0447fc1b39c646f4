using System.Globalization;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;

namespace SmartMoney.Web.Transactions;

/// <summary>Says why a category is suggested.</summary>
public static class Suggested
{
    /// <summary>Such as "8 of 9 with this payee".</summary>
    public static string Reason(Texts texts, SuggestedCategory suggestion)
    {
        var (matching, seen) = (Number(suggestion.Matching), Number(suggestion.Seen));
        return suggestion.Word is { } word
            ? texts["transactions.suggested.word", matching, seen, word]
            : texts["transactions.suggested.payee", matching, seen];
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
