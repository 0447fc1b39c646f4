using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Categories;
using SmartMoney.Api.Features.Transactions;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Money;

namespace SmartMoney.Api.Features.Transfers;

/// <summary><c>POST /transfers</c>: both sides and the fee, as one change.</summary>
internal static class TransferEntry
{
    public static async Task<Results<Created<EnteredTransfer>, ProblemHttpResult>> CreateAsync(
        Body<NewTransfer> body, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var request = body.Value;
        var errors = new Errors();
        var accounts = await session.Db.Accounts.AsNoTracking()
            .Where(row => row.BookId == session.BookId && (row.Id == request.FromAccountId || row.Id == request.ToAccountId)).ToListAsync(cancel);
        var from = Account(accounts, request.FromAccountId, "fromAccountId", errors);
        var to = Account(accounts, request.ToAccountId, "toAccountId", errors);
        TransactionRules.Date(errors, request.Date, "date");
        Amount(request.Amount, "amount", errors, required: true);
        Amount(request.Fee, "fee", errors, required: false);
        errors.RequireLength(request.Description, "description", TransactionRules.TextLength);
        if (request.FeeCategoryId is { } category && !await session.HasCategoryAsync(category, cancel))
            errors.Add("feeCategoryId", "The book has no such category.");
        if (from is not null && to is not null)
            Together(request, from, to, errors);
        if (errors.Any)
            return errors.Problem();

        var now = session.Now;
        var transfer = Guid.CreateVersion7(now);
        List<Transaction> rows =
        [
            Row(from!, -request.Amount!.Value, to!.Name, transfer),
            Row(to, request.ToAmount ?? request.Amount.Value, from!.Name, transfer),
        ];
        if (request.Fee is { } fee)
            rows.Add(Row(from, -fee, to.Name, transfer: null));
        session.Db.Transactions.AddRange(rows);
        await session.Db.SaveChangesAsync(cancel);
        return TypedResults.Created(
            $"/api/v1/books/{session.BookId}/transactions/{rows[0].Id}", new EnteredTransfer(transfer, [.. rows.Select(TransactionView.Of)]));

        Transaction Row(Account account, long amount, string payee, Guid? transfer) => new()
        {
            BookId = session.BookId,
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            Date = request.Date!.Value,
            Amount = amount,
            Currency = account.Currency,
            BaseAmount = account.Currency == session.Book.BaseCurrency ? amount : null,
            Payee = payee,
            Description = request.Description?.Trim() ?? "",
            CategoryId = transfer is null ? request.FeeCategoryId : null,
            TransferId = transfer,
            CreatedAt = now,
        };
    }

    private static Account? Account(List<Account> accounts, Guid? id, string field, Errors errors)
    {
        var account = accounts.Find(row => row.Id == id);
        errors.Require(account is not null, field, id is null ? $"'{field}' is required." : "The book has no such account.");
        return account;
    }

    private static void Amount(long? amount, string field, Errors errors, bool required)
    {
        if (amount is null && required)
            errors.Add(field, $"'{field}' is required: minor units, more than zero.");
        errors.Require(amount is null or (> 0 and <= MinorUnits.Limit), field, $"'{field}' must be between 1 and {MinorUnits.Limit}.");
    }

    private static void Together(NewTransfer request, Account from, Account to, Errors errors)
    {
        errors.Require(from.Id != to.Id, "toAccountId", "Choose another account than the one that the money leaves.");
        foreach (var (account, field) in new[] { (from, "fromAccountId"), (to, "toAccountId") })
        {
            if (account.ClosedOn < request.Date)
                errors.Add(field, $"The account was closed on {account.ClosedOn:yyyy-MM-dd}: choose a day until then, another account, or open it again.");
        }

        if (from.Currency == to.Currency)
            errors.Require(request.ToAmount is null || request.ToAmount == request.Amount, "toAmount", "In one currency what arrives is what leaves: enter what was kept as 'fee'.");
        else
            Amount(request.ToAmount, "toAmount", errors, required: true);
    }
}
