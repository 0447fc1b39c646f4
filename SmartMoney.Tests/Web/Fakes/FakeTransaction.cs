namespace SmartMoney.Tests.Web.Fakes;

/// <summary>A transaction as the API shows it.</summary>
/// <param name="Number">Makes its id.</param>
public sealed record FakeTransaction(int Number, string Date, long Amount, string Payee)
{
    public Guid Id => FakeSettings.Id(Number);

    public Guid AccountId { get; init; } = FakeHousehold.Bank;

    public string Currency { get; init; } = "JPY";

    public string Description { get; init; } = "";

    public Guid? CategoryId { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string Notes { get; init; } = "";

    public string Status { get; init; } = "cleared";

    public bool Excluded { get; init; }

    public bool Transfer => TransferId is not null;

    public Guid? TransferId { get; init; }

    public Guid? ImportId { get; init; } = FakeLedger.Committed;

    public int? ImportLine { get; init; } = 12;

    public string CreatedAt { get; init; } = "2026-11-20T00:00:00Z";

    public string UpdatedAt { get; init; } = "2026-11-20T00:00:00Z";

    public int Version { get; init; } = 4;
}
