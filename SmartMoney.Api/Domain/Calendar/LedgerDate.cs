namespace SmartMoney.Domain.Calendar;

/// <summary>The days a ledger accepts. Anything outside is a mistyped year, not a household's transaction.</summary>
public static class LedgerDate
{
    /// <summary>1 January 1900.</summary>
    public static DateOnly Min { get; } = new(1900, 1, 1);

    /// <summary>31 December 2199.</summary>
    public static DateOnly Max { get; } = new(2199, 12, 31);

    /// <summary>Whether the day lies within <see cref="Min"/> and <see cref="Max"/>, both included.</summary>
    public static bool Accepts(DateOnly date) => date >= Min && date <= Max;
}
