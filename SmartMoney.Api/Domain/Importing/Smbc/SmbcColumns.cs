using SmartMoney.Domain.Importing.Csv;

namespace SmartMoney.Domain.Importing.Smbc;

/// <summary>The columns of 三井住友銀行, as its own download writes them and as they are found elsewhere.</summary>
internal static class SmbcColumns
{
    public const string Date = "年月日";
    public const string Outgoing = "お引出し";
    public const string Incoming = "お預入れ";
    public const string Content = "お取り扱い内容";
    public const string Balance = "残高";
    public const string Notes = "メモ";
    public const string Label = "ラベル";

    // Four of the seven tell: 残高 and メモ alone are in many a bank's export. Older exports end with 残高.
    public static CsvLayout Layout { get; } = new(4,
        new(Date, true, "お取引日"),
        new(Outgoing, Required: true),
        new(Incoming, Required: true),
        new(Content, true, "お取扱内容"),
        new(Balance),
        new(Notes),
        new(Label));
}
