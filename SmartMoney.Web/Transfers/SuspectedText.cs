using System.Globalization;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;

namespace SmartMoney.Web.Transfers;

/// <summary>How many transfers are suspected, in words.</summary>
public static class SuspectedText
{
    /// <summary>The number, or that there may be more than it.</summary>
    public static string Suspected(this Texts texts, TransferSuggestionCount count) =>
        count.More
            ? texts["transfers.suspected.many", count.Count.ToString("N0", CultureInfo.CurrentCulture)]
            : texts.Count("transfers.suspected", count.Count);
}
