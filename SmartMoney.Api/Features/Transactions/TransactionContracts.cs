using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Transactions;

/// <summary>A transaction to add.</summary>
/// <param name="AccountId">Required: an account of the book that was not closed before the date.</param>
/// <param name="Date">Required: posting date, 1900 to 2199.</param>
/// <param name="Amount">Required: minor units of the account's currency, negative for money out, not zero, at most 10^15 either way.</param>
/// <param name="Payee">At most 500 characters.</param>
/// <param name="Description">At most 500 characters.</param>
/// <param name="CategoryId">A category of the book; the one that a rule gives the payee unless given.</param>
/// <param name="Tags">At most 50, of 1 to 60 characters.</param>
/// <param name="Notes">At most 4000 characters.</param>
/// <param name="Status">Cleared unless given.</param>
/// <param name="Excluded">Whether it counts nowhere but in balances; false unless given.</param>
public sealed record NewTransaction(
    Guid? AccountId,
    DateOnly? Date,
    long? Amount,
    string? Payee = null,
    string? Description = null,
    Guid? CategoryId = null,
    IReadOnlyList<string>? Tags = null,
    string? Notes = null,
    TransactionStatus? Status = null,
    bool? Excluded = null)
{
    /// <summary>The same as a patch of an empty row.</summary>
    internal TransactionPatch AsPatch() => new(
        new(true, AccountId), new(true, Date), new(true, Amount), new(true, Payee), new(true, Description), new(true, CategoryId), new(true, Tags),
        new(true, Notes), new(true, Status ?? TransactionStatus.Cleared), new(true, Excluded ?? false));
}

/// <summary>What is to change about a transaction; what is absent stays, null clears a text, the tags or the category.</summary>
public sealed record TransactionPatch(
    Optional<Guid?> AccountId,
    Optional<DateOnly?> Date,
    Optional<long?> Amount,
    Optional<string> Payee,
    Optional<string> Description,
    Optional<Guid?> CategoryId,
    Optional<IReadOnlyList<string>> Tags,
    Optional<string> Notes,
    Optional<TransactionStatus?> Status,
    Optional<bool?> Excluded);

/// <summary>One change to many transactions: either <paramref name="Set"/> or <paramref name="Delete"/>.</summary>
/// <param name="Ids">1 to 500 transactions of the book.</param>
/// <param name="Set">What to change in each.</param>
/// <param name="Delete">True deletes them.</param>
public sealed record BulkChange(IReadOnlyList<Guid>? Ids, BulkFields? Set = null, bool? Delete = null);

/// <summary>What a bulk change sets; what is absent stays.</summary>
/// <param name="CategoryId">Null takes the category away.</param>
/// <param name="SuggestedCategory">True gives each row without a category the one that is suggested for it; rows without a suggestion stay as they are. Not beside 'categoryId'.</param>
/// <param name="AddTags">Put on each row that lacks them.</param>
/// <param name="RemoveTags">Taken off each row that has them.</param>
public sealed record BulkFields(
    Optional<Guid?> CategoryId, bool? SuggestedCategory = null, bool? Excluded = null, IReadOnlyList<string>? AddTags = null, IReadOnlyList<string>? RemoveTags = null);

/// <summary>How many rows a bulk change changed: rows that were so already are not counted.</summary>
public sealed record BulkResult(int Changed);
