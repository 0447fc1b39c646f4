using SmartMoney.Api.Features.Transactions;

namespace SmartMoney.Api.Features.Export;

/// <summary>A file that is being written.</summary>
internal interface IExport : IAsyncDisposable
{
    /// <summary>Writes what comes before the rows.</summary>
    Task BeginAsync(CancellationToken cancel);

    /// <summary>Takes a row; it may stay in memory until <see cref="FlushAsync"/>.</summary>
    void Add(TransactionView row);

    /// <summary>Sends what was added.</summary>
    Task FlushAsync(CancellationToken cancel);

    /// <summary>Writes what comes after the rows.</summary>
    Task EndAsync(CancellationToken cancel);
}
