namespace SmartMoney.Web.Formatting;

/// <summary>Currencies offered in lists: ISO 4217 codes of circulating currencies. The API has the last word.</summary>
public static class Currencies
{
    /// <summary>Offered first.</summary>
    public static readonly IReadOnlyList<string> Common = ["JPY", "USD", "EUR", "GBP", "VND", "KRW", "CNY", "TWD", "AUD", "CAD", "CHF", "SGD"];

    /// <summary>The others, by code.</summary>
    public static readonly IReadOnlyList<string> Others =
    [
        "AED", "ARS", "BDT", "BHD", "BRL", "CLP", "COP", "CZK", "DKK", "EGP", "HKD", "HUF", "IDR", "ILS", "INR", "ISK",
        "JOD", "KES", "KWD", "KZT", "LKR", "MAD", "MXN", "MYR", "NGN", "NOK", "NZD", "OMR", "PEN", "PHP", "PKR", "PLN", "QAR",
        "RON", "RSD", "SAR", "SEK", "THB", "TND", "TRY", "UAH", "UYU", "ZAR",
    ];

    // ISO 4217: all other currencies have two digits.
    private static readonly HashSet<string> Whole = ["JPY", "KRW", "VND", "CLP", "ISK"];
    private static readonly HashSet<string> Thousandths = ["BHD", "JOD", "KWD", "OMR", "TND"];

    /// <summary>Digits of the minor unit of a listed currency.</summary>
    public static int Digits(string code) => Whole.Contains(code) ? 0 : Thousandths.Contains(code) ? 3 : 2;
}
