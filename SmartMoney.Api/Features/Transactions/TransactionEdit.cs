using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Categories;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Transactions;

/// <summary>Brings a patch into a row, with everything that is wrong about it. Only what changes is checked: an imported row may be older than a rule.</summary>
internal static class TransactionEdit
{
    public static async Task<Errors> ApplyAsync(this BookSession session, Transaction row, TransactionPatch patch, CancellationToken cancel)
    {
        var errors = new Errors();
        if (patch.Date.IsSet)
            TransactionRules.Date(errors, patch.Date.Value, "date");
        if (patch.Amount.IsSet)
            TransactionRules.Amount(errors, patch.Amount.Value);
        errors.RequireLength(patch.Payee.Value, "payee", TransactionRules.TextLength);
        errors.RequireLength(patch.Description.Value, "description", TransactionRules.TextLength);
        errors.RequireLength(patch.Notes.Value, "notes", TransactionRules.NotesLength);
        errors.Require(patch.Status is not { IsSet: true, Value: null }, "status", "'status' must be pending, cleared or reconciled.");
        errors.Require(patch.Excluded is not { IsSet: true, Value: null }, "excluded", "'excluded' must be true or false.");
        var tags = TransactionRules.Tags(errors, patch.Tags.Value, "tags");
        await MoveAsync(session, row, patch, errors, cancel);
        if (patch.CategoryId is { IsSet: true, Value: { } category } && !await session.HasCategoryAsync(category, cancel))
            errors.Add("categoryId", "The book has no such category.");
        if (errors.Any)
            return errors;

        row.Payee = patch.Payee.IsSet ? patch.Payee.Value?.Trim() ?? "" : row.Payee;
        row.Description = patch.Description.IsSet ? patch.Description.Value?.Trim() ?? "" : row.Description;
        row.Notes = patch.Notes.IsSet ? patch.Notes.Value?.Trim() ?? "" : row.Notes;
        row.CategoryId = patch.CategoryId.Or(row.CategoryId);
        row.Tags = patch.Tags.IsSet ? tags : row.Tags;
        row.Status = patch.Status.Value ?? row.Status;
        row.Excluded = patch.Excluded.Value ?? row.Excluded;
        return errors;
    }

    // Account, date and amount: what decides which balance the row is in, and by how much.
    private static async Task MoveAsync(BookSession session, Transaction row, TransactionPatch patch, Errors errors, CancellationToken cancel)
    {
        var (from, date) = (row.AccountId, patch.Date.Value ?? row.Date);
        if (patch.AccountId.IsSet || date != row.Date)
        {
            var id = patch.AccountId.IsSet ? patch.AccountId.Value : row.AccountId;
            var account = await session.Db.Accounts.AsNoTracking().SingleOrDefaultAsync(found => found.BookId == session.BookId && found.Id == id, cancel);
            if (account is null)
                errors.Add("accountId", id is null ? "'accountId' is required." : "The book has no such account.");
            else if (account.ClosedOn < date && (account.Id != row.AccountId || date != row.Date))
                errors.Add("date", $"The account was closed on {account.ClosedOn:yyyy-MM-dd}: choose a day until then, another account, or open it again.");
            else
                (row.AccountId, row.Currency) = (account.Id, account.Currency);
        }

        (row.Date, var amount) = (date, patch.Amount.Value ?? row.Amount);
        // Without a rate for the day there is no amount in the base currency.
        if (amount != row.Amount || row.AccountId != from)
            row.BaseAmount = row.Currency == session.Book.BaseCurrency ? amount : null;
        row.Amount = amount;
    }
}
