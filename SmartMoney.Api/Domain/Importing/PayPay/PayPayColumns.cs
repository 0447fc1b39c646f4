using SmartMoney.Domain.Importing.Csv;

namespace SmartMoney.Domain.Importing.PayPay;

/// <summary>PayPay's columns, in the app's English and Japanese.</summary>
internal static class PayPayColumns
{
    public const string Date = "Date & Time";
    public const string Outgoing = "Amount Outgoing (Yen)";
    public const string Incoming = "Amount Incoming (Yen)";
    public const string Overseas = "Amount Outgoing Overseas";
    public const string Currency = "Currency";
    public const string Rate = "Exchange Rate (Yen)";
    public const string Country = "Country Paid In";
    public const string Type = "Transaction Type";
    public const string Payee = "Business Name";
    public const string Method = "Method";
    public const string Option = "Payment Option";
    public const string User = "User";
    public const string Id = "Transaction ID";

    // Without the method nobody knew what a card paid, and the wallet's balance would be wrong. Six of the thirteen tell.
    public static CsvLayout Layout { get; } = new(6,
        new(Date, true, "取引日"),
        new(Outgoing, true, "出金金額(円)"),
        new(Incoming, true, "入金金額(円)"),
        new(Overseas, false, "海外出金金額"),
        new(Currency, false, "通貨"),
        new(Rate, false, "変換レート(円)"),
        new(Country, false, "利用国"),
        new(Type, true, "取引内容"),
        new(Payee, true, "取引先"),
        new(Method, true, "取引方法"),
        new(Option, false, "支払い区分"),
        new(User, false, "利用者"),
        new(Id, false, "取引番号"));
}
