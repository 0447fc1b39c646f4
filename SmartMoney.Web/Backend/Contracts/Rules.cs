namespace SmartMoney.Web.Backend;

/// <summary>A category that a transaction without one may belong in.</summary>
/// <param name="Basis">payee or word.</param>
/// <param name="Word">The word that payees have in common; null for the payee itself.</param>
/// <param name="Matching">How many of those rows have the category.</param>
/// <param name="Seen">How many of those rows have any.</param>
public sealed record SuggestedCategory(Guid TransactionId, Guid CategoryId, string Basis, string? Word, int Matching, int Seen);

/// <summary>A payee's category, decided once and for all.</summary>
public sealed record Rule(Guid Id, string Payee, Guid CategoryId);

/// <summary>Calls about what categories rows get.</summary>
public static class RuleCalls
{
    /// <summary>The suggestions for those rows that have no category, by row.</summary>
    public static async Task<IReadOnlyDictionary<Guid, SuggestedCategory>> SuggestionsAsync(
        this ApiClient api, Guid book, IEnumerable<Transaction> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(row => row.CategoryId is null && !row.Transfer && row.Payee.Length > 0).Take(100).Select(row => $"id={row.Id}").ToList();
        return ids.Count == 0
            ? new Dictionary<Guid, SuggestedCategory>()
            : (await api.ReadAsync<Listing<SuggestedCategory>>($"books/{book}/transactions/category-suggestions?{string.Join('&', ids)}", cancellationToken))
                .Items.ToDictionary(item => item.TransactionId);
    }

    /// <summary>Always gives a payee's rows the category, and gives it to one row now whatever it has.</summary>
    public static Task<ApiAnswer<Rule>> AlwaysAsync(this ApiClient api, Guid book, string payee, Guid categoryId, Guid? row, CancellationToken cancellationToken) =>
        api.WriteAsync<Rule>(
            HttpMethod.Post, $"books/{book}/rules", new { payee, categoryId, transactionIds = row is { } id ? new[] { id } : [] }, null, cancellationToken);

    /// <summary>Gives rows a category, or takes it away.</summary>
    public static Task<ApiAnswer<BulkDone>> CategoriseAsync(
        this ApiClient api, Guid book, IReadOnlyList<Guid> ids, Guid? categoryId, CancellationToken cancellationToken) =>
        api.WriteAsync<BulkDone>(HttpMethod.Post, $"books/{book}/transactions/bulk", new { ids, set = new { categoryId } }, null, cancellationToken);
}
