namespace SmartMoney.Domain.Exporting;

/// <summary>The columns of SmartMoney's own CSV export, in order.</summary>
public static class ExportColumns
{
    public const string Id = "id";
    public const string Date = "date";
    public const string Account = "account";
    public const string Amount = "amount";
    public const string Currency = "currency";
    public const string Payee = "payee";
    public const string Description = "description";
    public const string Category = "category";
    public const string Subcategory = "subcategory";
    public const string Tags = "tags";
    public const string Notes = "notes";
    public const string Status = "status";
    public const string Excluded = "excluded";
    public const string Transfer = "transfer";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Id, Date, Account, Amount, Currency, Payee, Description, Category, Subcategory, Tags, Notes, Status, Excluded, Transfer];
}
