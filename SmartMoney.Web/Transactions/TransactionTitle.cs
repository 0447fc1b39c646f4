using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;

namespace SmartMoney.Web.Transactions;

/// <summary>What a row is called in lists.</summary>
public static class TransactionTitle
{
    /// <summary>Its payee, else its description, else that it has no name.</summary>
    public static string Title(this Transaction row, Texts texts) =>
        row.Payee.Length > 0 ? row.Payee : row.Description.Length > 0 ? row.Description : texts["transactions.nameless"];
}
