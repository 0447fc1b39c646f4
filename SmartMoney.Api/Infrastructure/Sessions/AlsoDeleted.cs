namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>Marks a route that opens deleted books too, as long as they can be restored. To all others a deleted book is none.</summary>
/// <param name="Grace">How long after its deletion.</param>
internal sealed record AlsoDeleted(TimeSpan Grace);
