using Microsoft.AspNetCore.Mvc.ModelBinding;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Formatting;
using SmartMoney.Web.Languages;

namespace SmartMoney.Web.Accounts;

/// <summary>An account as the form has it: amounts are text, as people type them.</summary>
public sealed class AccountForm
{
    /// <summary>All kinds, in the order of the list.</summary>
    public static readonly IReadOnlyList<string> Kinds =
        ["bank", "cash", "creditCard", "eMoney", "investment", "loan", "receivable", "other"];

    public string? Name { get; set; }

    public string Kind { get; set; } = Kinds[0];

    /// <summary>ISO 4217; fixed once the account is made.</summary>
    public string Currency { get; set; } = "";

    public string? OpeningBalance { get; set; }

    public DateOnly? OpeningDate { get; set; }

    public DateOnly? ClosedOn { get; set; }

    public bool InNetWorth { get; set; } = true;

    /// <summary>The version that the form showed; 0 for a new account.</summary>
    public long Version { get; set; }

    /// <summary>The form of an account that exists.</summary>
    public static AccountForm Of(Account account) => new()
    {
        Name = account.Name,
        Kind = account.Kind,
        Currency = account.Currency,
        OpeningBalance = account is { OpeningBalance: 0, OpeningDate: null } ? null : Money.Plain(account.OpeningBalance, account.CurrencyDigits),
        OpeningDate = account.OpeningDate,
        ClosedOn = account.ClosedOn,
        InNetWorth = account.InNetWorth,
        Version = account.Version,
    };

    /// <summary>The opening balance in minor units; nothing typed is zero. What cannot be read becomes an error of the field.</summary>
    public long ReadOpeningBalance(int digits, ModelStateDictionary form, string prefix, Texts texts)
    {
        if (string.IsNullOrWhiteSpace(OpeningBalance))
        {
            return 0;
        }

        if (!AmountText.TryParse(OpeningBalance, digits, out var minor))
        {
            form.AddModelError(prefix + nameof(OpeningBalance), texts["problems.field.openingBalance"]);
        }

        return minor;
    }
}
