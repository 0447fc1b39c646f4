namespace SmartMoney.Web.Formatting;

/// <summary>Currencies offered in lists: ISO 4217 codes of circulating currencies. The API has the last word.</summary>
public static class Currencies
{
    /// <summary>Offered first.</summary>
    public static readonly IReadOnlyList<string> Common = ["JPY", "USD", "EUR", "GBP", "VND", "KRW", "CNY", "TWD", "AUD", "CAD", "CHF", "SGD"];

    /// <summary>The others, by code.</summary>
    public static readonly IReadOnlyList<string> Others =
    [
        "AED", "ARS", "BDT", "BGN", "BHD", "BRL", "CLP", "COP", "CZK", "DKK", "EGP", "HKD", "HUF", "IDR", "ILS", "INR", "ISK",
        "JOD", "KES", "KWD", "KZT", "LKR", "MAD", "MXN", "MYR", "NGN", "NOK", "NZD", "OMR", "PEN", "PHP", "PKR", "PLN", "QAR",
        "RON", "RSD", "SAR", "SEK", "THB", "TND", "TRY", "UAH", "UYU", "ZAR",
    ];
}
