using Microsoft.AspNetCore.Mvc.ModelBinding;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Formatting;
using SmartMoney.Web.Languages;

namespace SmartMoney.Web.Transactions;

/// <summary>A transaction as the form has it: the amount is text without a sign, beside the direction of the money.</summary>
public sealed class TransactionForm
{
    /// <summary>States, in the order of the list.</summary>
    public static readonly IReadOnlyList<string> States = ["cleared", "pending", "reconciled"];

    public Guid? AccountId { get; set; }

    public DateOnly? Date { get; set; }

    /// <summary>out or in.</summary>
    public string Direction { get; set; } = "out";

    public string? Amount { get; set; }

    public string? Payee { get; set; }

    public string? Description { get; set; }

    public Guid? CategoryId { get; set; }

    /// <summary>Separated by commas.</summary>
    public string? Tags { get; set; }

    public string? Notes { get; set; }

    public string Status { get; set; } = States[0];

    public bool Excluded { get; set; }

    /// <summary>The version that the form showed; 0 for a new transaction.</summary>
    public long Version { get; set; }

    /// <summary>The form of a transaction that exists.</summary>
    public static TransactionForm Of(Transaction row, int digits) => new()
    {
        AccountId = row.AccountId,
        Date = row.Date,
        Direction = row.Amount < 0 ? "out" : "in",
        Amount = Money.Plain(Math.Abs(row.Amount), digits),
        Payee = row.Payee,
        Description = row.Description,
        CategoryId = row.CategoryId,
        Tags = string.Join(", ", row.Tags),
        Notes = row.Notes,
        Status = row.Status,
        Excluded = row.Excluded,
        Version = row.Version,
    };

    /// <summary>What the API is sent. What cannot be read becomes an error of its field, and the result null.</summary>
    public object? Request(IReadOnlyList<Account> accounts, ModelStateDictionary form, Texts texts)
    {
        var account = accounts.FirstOrDefault(candidate => candidate.Id == AccountId);
        if (account is null)
        {
            form.AddModelError("Form.AccountId", texts["problems.field.accountId"]);
        }

        if (Date is null && form["Form.Date"]?.Errors is not { Count: > 0 })
        {
            form.AddModelError("Form.Date", texts["problems.field.date"]);
        }

        if (!TryAmount(account?.CurrencyDigits ?? 0, out var amount) && account is not null)
        {
            form.AddModelError("Form.Amount", texts["problems.field.amount"]);
        }

        return !form.IsValid
            ? null
            : new
            {
                accountId = AccountId,
                date = Date,
                amount,
                payee = Payee ?? "",
                description = Description ?? "",
                categoryId = CategoryId,
                tags = (Tags ?? "").Split([',', '、', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                notes = Notes ?? "",
                status = Status,
                excluded = Excluded,
            };
    }

    // A sign that was typed says more than the choice beside it.
    private bool TryAmount(int digits, out long amount)
    {
        if (!AmountText.TryParse(Amount, digits, out var typed) || typed == 0)
        {
            amount = 0;
            return false;
        }

        var incoming = typed > 0 && (Direction == "in" || Amount!.TrimStart().StartsWith('+'));
        amount = incoming ? typed : -Math.Abs(typed);
        return true;
    }
}
