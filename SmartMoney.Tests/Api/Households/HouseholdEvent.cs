namespace SmartMoney.Tests.Api.Households;

/// <summary>The household's accounts, by the names that the files give them.</summary>
internal static class Names
{
    /// <summary>At SMBC: in the bank's own file and in MoneyForward's.</summary>
    public const string Bank = "三井住友銀行";

    /// <summary>Only MoneyForward shows it.</summary>
    public const string Savings = "楽天銀行";

    /// <summary>Only MoneyForward shows it; Zaim may tell what settles it.</summary>
    public const string Card = "楽天カード";

    /// <summary>In PayPay's file; MoneyForward may show it too.</summary>
    public const string Wallet = "PayPay";

    /// <summary>Only Zaim, which is kept by hand, tells of it.</summary>
    public const string Cash = "お財布";
}

/// <summary>What happens in a household.</summary>
internal enum EventKind
{
    Income, Spending, Refund, Fee, Interest,
    Points, Sent, Received,
    Funded, FundedRefund,
    Withdrawal, Deposit, TopUp, TopUpInCash, PayOut, Saving, Unsaving, Settlement,
}

/// <summary>A category in the words of the apps that have categories; null where an app has no word that means the same.</summary>
internal sealed record Purpose(string Key, string Large, string Middle, string? ZaimCategory, string? ZaimGenre)
{
    public bool IsIncome => Key.StartsWith("income", StringComparison.Ordinal);
}

/// <summary>Money in or out of one account.</summary>
/// <param name="Account">Where.</param>
/// <param name="Amount">Signed yen.</param>
/// <param name="Moved">Own money on its way: it counts nowhere once somebody says so, or both ends are seen.</param>
internal sealed record Movement(string Account, long Amount, bool Moved = false);

/// <summary>Something that happened, as it truly was.</summary>
internal sealed record HouseholdEvent(int Number, DateOnly Day, int Minute, EventKind Kind, string With, Purpose? Purpose, IReadOnlyList<Movement> Movements)
{
    /// <summary>The household does not count it, and says so in the apps that can.</summary>
    public bool Excluded { get; init; }

    /// <summary>What the wallet paid with, in the words of the wallet's file.</summary>
    public string Method { get; init; } = "";

    public Movement? In(string account) => Movements.FirstOrDefault(movement => movement.Account == account);
}

/// <summary>What a record of a file says about one movement of an event.</summary>
/// <param name="Event">The event.</param>
/// <param name="Movement">Which of its movements.</param>
internal sealed record Told(HouseholdEvent Event, Movement Movement)
{
    /// <summary>The record says that it is own money on its way.</summary>
    public bool Transfer { get; init; }

    /// <summary>The category that the record gives, by key.</summary>
    public string? Category { get; init; }

    /// <summary>A category for want of a better one: what kind of thing it is, not what for.</summary>
    public string? Fallback { get; init; }

    public bool Excluded { get; init; }
}

/// <summary>A record of an app's file.</summary>
/// <param name="Day">By its own calendar, which may be off by a day where a person writes it down.</param>
/// <param name="Order">Within the day.</param>
/// <param name="Fields">As they are written.</param>
/// <param name="Tells">What it says.</param>
internal sealed record AppRecord(DateOnly Day, int Order, string[] Fields, params Told[] Tells)
{
    /// <summary>Written down only after the first export was made.</summary>
    public bool Late { get; init; }
}
