namespace SmartMoney.Web.Backend;

/// <summary>What of the sample household is in the book.</summary>
/// <param name="Loaded">Whether anything is.</param>
public sealed record SampleState(bool Loaded, int Transactions, int Accounts, int Goals);

/// <summary>Calls about the sample household.</summary>
public static class SampleCalls
{
    /// <summary>What of it is in the book.</summary>
    public static Task<SampleState> SampleAsync(this ApiClient api, Guid book, CancellationToken cancellationToken) =>
        api.ReadAsync<SampleState>($"books/{book}/sample", cancellationToken);
}
