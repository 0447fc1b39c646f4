namespace SmartMoney.Api.Features.Sample;

/// <summary>What the sample household brought.</summary>
/// <param name="Created">Transactions.</param>
/// <param name="Accounts">Accounts.</param>
/// <param name="Goals">Goals.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day: the book's today.</param>
public sealed record SampleLoaded(int Created, int Accounts, int Goals, DateOnly From, DateOnly To);

/// <summary>What of the sample household is in the book.</summary>
/// <param name="Loaded">Whether anything is.</param>
/// <param name="Transactions">Its transactions that are still there.</param>
/// <param name="Accounts">Its accounts.</param>
/// <param name="Goals">Its goals.</param>
public sealed record SampleState(bool Loaded, int Transactions, int Accounts, int Goals);
