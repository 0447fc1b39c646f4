namespace SmartMoney.Web.Backend;

/// <summary>Two transactions that may be one transfer.</summary>
/// <param name="Out">Where the money leaves.</param>
/// <param name="In">Where it arrives.</param>
/// <param name="Confidence">1 to 100.</param>
/// <param name="Reason">bothMarked, markedAndNamed, markedAndWorded, marked, named or worded.</param>
public sealed record TransferSuggestion(Transaction Out, Transaction In, int Confidence, string Reason);

/// <summary>How many suggestions there are between two accounts.</summary>
public sealed record SuggestedKind(Guid FromAccountId, Guid ToAccountId, int Count);

/// <summary>Suggestions, the most certain first.</summary>
/// <param name="Items">The first 100.</param>
/// <param name="Kinds">All of them, counted by accounts.</param>
public sealed record TransferSuggestions(IReadOnlyList<TransferSuggestion> Items, IReadOnlyList<SuggestedKind> Kinds)
{
    /// <summary>How many there are.</summary>
    public int Count => Kinds.Sum(kind => kind.Count);
}

/// <summary>How many suggestions there are.</summary>
/// <param name="More">Whether there may be more than were counted.</param>
public sealed record TransferSuggestionCount(int Count, bool More)
{
    /// <summary>None.</summary>
    public static TransferSuggestionCount None { get; } = new(0, false);
}

/// <summary>What goes from the one account to the other is paired without asking.</summary>
public sealed record TransferRule(Guid Id, Guid FromAccountId, Guid ToAccountId, DateTimeOffset CreatedAt);

/// <summary>A transfer that was entered.</summary>
public sealed record EnteredTransfer(Guid Id, IReadOnlyList<Transaction> Transactions);

/// <summary>Calls about transfers.</summary>
public static class TransferCalls
{
    /// <summary>What may be transfers.</summary>
    public static Task<TransferSuggestions> TransferSuggestionsAsync(this ApiClient api, Guid book, CancellationToken cancellationToken) =>
        api.ReadAsync<TransferSuggestions>($"books/{book}/transfers/suggestions", cancellationToken);

    /// <summary>How much may be transfers.</summary>
    public static Task<TransferSuggestionCount> TransferSuggestionCountAsync(this ApiClient api, Guid book, CancellationToken cancellationToken) =>
        api.ReadAsync<TransferSuggestionCount>($"books/{book}/transfers/suggestions/count", cancellationToken);

    /// <summary>What is paired without asking.</summary>
    public static async Task<IReadOnlyList<TransferRule>> TransferRulesAsync(this ApiClient api, Guid book, CancellationToken cancellationToken) =>
        (await api.ReadAsync<Listing<TransferRule>>($"books/{book}/transfers/rules", cancellationToken)).Items;

    /// <summary>The other side of a transaction's transfer; null where there is none, or it is unknown.</summary>
    public static async Task<Transaction?> OtherSideAsync(this ApiClient api, Guid book, Transaction row, CancellationToken cancellationToken) =>
        row.TransferId is { } transfer && transfer != row.Id
            ? (await api.ReadAsync<TransactionList>($"books/{book}/transactions?transfer={transfer}&limit=5", cancellationToken)).Items
                .FirstOrDefault(side => side.Id != row.Id)
            : null;

    /// <summary>Makes one transfer of two transactions.</summary>
    public static Task<ApiAnswer<Nothing>> PairAsync(this ApiClient api, Guid book, Guid outId, Guid inId, CancellationToken cancellationToken) =>
        api.WriteAsync<Nothing>(HttpMethod.Post, $"books/{book}/transfers/pair", new { pairs = new[] { new { outId, inId } } }, null, cancellationToken);
}
