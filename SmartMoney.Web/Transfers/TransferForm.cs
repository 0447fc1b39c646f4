using Microsoft.AspNetCore.Mvc.ModelBinding;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Formatting;
using SmartMoney.Web.Languages;

namespace SmartMoney.Web.Transfers;

/// <summary>A transfer as the form has it: amounts are text, as people type them.</summary>
public sealed class TransferForm
{
    public Guid? FromAccountId { get; set; }

    public Guid? ToAccountId { get; set; }

    public DateOnly? Date { get; set; }

    public string? Amount { get; set; }

    /// <summary>What arrives, where it is another currency.</summary>
    public string? ToAmount { get; set; }

    public string? Fee { get; set; }

    public Guid? FeeCategoryId { get; set; }

    public string? Description { get; set; }

    /// <summary>What the API is sent. What cannot be read becomes an error of its field, and the result null.</summary>
    public object? Request(IReadOnlyList<Account> accounts, ModelStateDictionary form, Texts texts)
    {
        var from = Find(accounts, FromAccountId, nameof(FromAccountId));
        var to = Find(accounts, ToAccountId, nameof(ToAccountId));
        if (from is not null && from == to)
        {
            Wrong(nameof(ToAccountId));
        }

        if (Date is null && form[Key(nameof(Date))]?.Errors is not { Count: > 0 })
        {
            Wrong(nameof(Date));
        }

        var amount = Read(Amount, from, nameof(Amount), required: true);
        var toAmount = Read(ToAmount, to, nameof(ToAmount), required: from is not null && to is not null && from.Currency != to.Currency);
        var fee = Read(Fee, from, nameof(Fee), required: false);
        return !form.IsValid
            ? null
            : new
            {
                fromAccountId = FromAccountId,
                toAccountId = ToAccountId,
                date = Date,
                amount,
                toAmount,
                fee,
                feeCategoryId = fee is null ? null : FeeCategoryId,
                description = Description ?? "",
            };

        Account? Find(IReadOnlyList<Account> all, Guid? id, string field)
        {
            var account = all.FirstOrDefault(candidate => candidate.Id == id);
            if (account is null)
            {
                Wrong(field);
            }

            return account;
        }

        long? Read(string? typed, Account? account, string field, bool required)
        {
            if ((string.IsNullOrWhiteSpace(typed) && !required) || account is null)
            {
                return null;
            }

            if (!AmountText.TryParse(typed, account.CurrencyDigits, out var minor) || minor <= 0)
            {
                Wrong(field);
            }

            return minor;
        }

        void Wrong(string field) => form.AddModelError(Key(field), field == nameof(Amount)
            ? texts["transfers.amount.wrong"]
            : texts["problems.field." + char.ToLowerInvariant(field[0]) + field[1..]]);
    }

    private static string Key(string field) => "Form." + field;
}
