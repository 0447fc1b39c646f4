using SmartMoney.Domain.Importing.Csv;

namespace SmartMoney.Domain.Importing.MoneyForward;

/// <summary>MoneyForward ME's columns.</summary>
internal static class MoneyForwardColumns
{
    public const string Included = "計算対象";
    public const string Date = "日付";
    public const string Payee = "内容";
    public const string Amount = "金額(円)";
    public const string Account = "保有金融機関";
    public const string Large = "大項目";
    public const string Middle = "中項目";
    public const string Notes = "メモ";
    public const string Transfer = "振替";
    public const string Id = "ID";

    // Without 計算対象 or 振替 every total would be wrong without a word, so they are as required as the amount.
    // Five of the ten tell: four (date, text, amount, memo) are what any Japanese export may have.
    public static CsvLayout Layout { get; } = new(5,
        new(Included, Required: true),
        new(Date, Required: true),
        new(Payee, Required: true),
        new(Amount, Required: true),
        new(Account),
        new(Large),
        new(Middle),
        new(Notes),
        new(Transfer, Required: true),
        new(Id));
}
