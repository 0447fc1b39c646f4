using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Transfers;

/// <summary>Two transactions that a person says are one transfer.</summary>
public static class TransferPair
{
    /// <summary>Makes them one transfer.</summary>
    /// <returns>The answer, and the name of the words for a refusal, null when it was done.</returns>
    public static async Task<(ApiAnswer<Nothing> Answer, string? Refusal)> MakeAsync(
        ApiClient api, Guid book, Guid first, Guid second, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(
            api.FindAsync<Transaction>($"books/{book}/transactions/{first}", cancellationToken),
            api.FindAsync<Transaction>($"books/{book}/transactions/{second}", cancellationToken));
        var (outId, inId) = rows[0]?.Amount > 0 ? (second, first) : (first, second);
        var answer = await api.PairAsync(book, outId, inId, cancellationToken);
        return (answer, answer.Succeeded ? null : Refusal(answer.Problem, rows[0], rows[1]));
    }

    // The API decides, and says why by the pair's place, in English: what it has looked at tells which of our words to use.
    private static string Refusal(ApiProblem problem, Transaction? one, Transaction? other) => (problem.Status, one, other) switch
    {
        (StatusCodes.Status422UnprocessableEntity, null, _) or (StatusCodes.Status422UnprocessableEntity, _, null) => "not-found",
        (StatusCodes.Status422UnprocessableEntity, { } a, { } b) when a.Amount > 0 == b.Amount > 0 => "pair-directions",
        (StatusCodes.Status422UnprocessableEntity, { } a, { } b) when a.AccountId == b.AccountId => "pair-accounts",
        (StatusCodes.Status422UnprocessableEntity, { } a, { } b) when a.Amount != -b.Amount => "pair-amounts",
        _ => problem.Slug,
    };
}
