using SmartMoney.Api.Features.Transactions;

namespace SmartMoney.Api.Features.Transfers;

/// <summary>A transfer to enter.</summary>
/// <param name="FromAccountId">Required: where the money leaves.</param>
/// <param name="ToAccountId">Required: where it arrives; another account.</param>
/// <param name="Date">Required: 1900 to 2199; both accounts are open then.</param>
/// <param name="Amount">Required: what leaves, in minor units of the first account's currency, more than zero, at most 10^15.</param>
/// <param name="ToAmount">What arrives, in minor units of the second account's currency: required exactly when the currencies differ.</param>
/// <param name="Fee">What the transfer cost besides, in minor units of the first account's currency: an expense of that account.</param>
/// <param name="FeeCategoryId">The fee's category.</param>
/// <param name="Description">At most 500 characters, for both sides.</param>
public sealed record NewTransfer(
    Guid? FromAccountId, Guid? ToAccountId, DateOnly? Date, long? Amount, long? ToAmount = null, long? Fee = null, Guid? FeeCategoryId = null,
    string? Description = null);

/// <summary>A transfer that was entered.</summary>
/// <param name="Id">The transfer id that its two sides share.</param>
/// <param name="Transactions">The side that the money leaves, the side where it arrives, and the fee if there is one.</param>
public sealed record EnteredTransfer(Guid Id, IReadOnlyList<TransactionView> Transactions);

/// <summary>Two transactions that are, or may be, one transfer.</summary>
/// <param name="OutId">The one with the negative amount.</param>
/// <param name="InId">The one with the positive amount, in another account.</param>
public sealed record TransferPair(Guid OutId, Guid InId);

/// <summary>Pairs that a person has decided about.</summary>
/// <param name="Pairs">1 to 500; no transaction twice.</param>
public sealed record TransferPairs(IReadOnlyList<TransferPair>? Pairs);

/// <summary>Suggestions to confirm at once.</summary>
/// <param name="FromAccountId">Only those where the money leaves this account.</param>
/// <param name="ToAccountId">Only those where it arrives in this account.</param>
/// <param name="Rule">True also pairs what comes in later from the one account to the other; needs both accounts.</param>
public sealed record ConfirmTransfers(Guid? FromAccountId = null, Guid? ToAccountId = null, bool Rule = false);

/// <summary>How many transfers were made of pairs.</summary>
public sealed record PairedTransfers(int Paired);

/// <summary>How many suggestions will not be made again.</summary>
public sealed record DismissedTransfers(int Dismissed);

/// <summary>Why two transactions may be one transfer.</summary>
public enum TransferReason
{
    /// <summary>Both files call their row a transfer.</summary>
    BothMarked,

    /// <summary>One file calls its row a transfer, and one row's text names the other's account.</summary>
    MarkedAndNamed,

    /// <summary>One file calls its row a transfer, and the other row's text speaks of one.</summary>
    MarkedAndWorded,

    /// <summary>One file calls its row a transfer.</summary>
    Marked,

    /// <summary>One row's text names the other's account.</summary>
    Named,

    /// <summary>Both rows' texts speak of a transfer.</summary>
    Worded,
}

/// <summary>Two transactions that may be one transfer: opposite amounts in two accounts, at most four days apart.</summary>
/// <param name="Confidence">1 to 100.</param>
public sealed record TransferSuggestion(TransactionView Out, TransactionView In, int Confidence, TransferReason Reason);

/// <summary>Suggestions between the same two accounts.</summary>
public sealed record SuggestedKind(Guid FromAccountId, Guid ToAccountId, int Count);

/// <summary>Suggestions, the most certain first. Each transaction is in one of them at most: the next may follow when that is decided.</summary>
/// <param name="Items">At most 100.</param>
/// <param name="Kinds">All suggestions by accounts, the most frequent first.</param>
public sealed record TransferSuggestions(IReadOnlyList<TransferSuggestion> Items, IReadOnlyList<SuggestedKind> Kinds);

/// <summary>How many suggestions there are.</summary>
/// <param name="Count">At most 200.</param>
/// <param name="More">True where only the 200 most certain pairs were looked at, so that there may be more suggestions.</param>
public sealed record TransferSuggestionCount(int Count, bool More);

/// <summary>A standing confirmation: what goes from the one account to the other is paired as it comes in.</summary>
public sealed record TransferRule(Guid Id, Guid FromAccountId, Guid ToAccountId, DateTimeOffset CreatedAt);
