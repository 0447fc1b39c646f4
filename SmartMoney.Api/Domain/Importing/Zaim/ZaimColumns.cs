using SmartMoney.Domain.Importing.Csv;

namespace SmartMoney.Domain.Importing.Zaim;

/// <summary>Zaim's columns, by their names today and, where they differ, in older exports.</summary>
internal static class ZaimColumns
{
    public const string Date = "日付";
    public const string Method = "方法";
    public const string Category = "カテゴリ";
    public const string Genre = "カテゴリの内訳";
    public const string From = "支払元";
    public const string To = "入金先";
    public const string Item = "品目";
    public const string Notes = "メモ";
    public const string Shop = "お店";
    public const string Currency = "通貨";
    public const string Income = "収入";
    public const string Payment = "支出";
    public const string Transfer = "振替";
    public const string Adjustment = "残高調整";
    public const string Original = "通貨変換前の金額";
    public const string Counting = "集計の設定";

    // Eight of the sixteen tell: a date, texts, income and spending are what many a household book has.
    // Older exports lack the last columns; without the accounts or one of the amounts, rows would be lost or misplaced.
    public static CsvLayout Layout { get; } = new(8,
        new(Date, Required: true),
        new(Method, Required: true),
        new(Category),
        new(Genre, false, "ジャンル"),
        new(From, Required: true),
        new(To, Required: true),
        new(Item, false, "商品"),
        new(Notes),
        new(Shop, false, "場所"),
        new(Currency),
        new(Income, Required: true),
        new(Payment, Required: true),
        new(Transfer, Required: true),
        new(Adjustment),
        new(Original),
        new(Counting));
}
