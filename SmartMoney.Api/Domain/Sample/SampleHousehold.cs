namespace SmartMoney.Domain.Sample;

/// <summary>The sample's five accounts.</summary>
public enum SamplePurse
{
    /// <summary>The bank account that the salary comes into.</summary>
    Bank,

    /// <summary>A second bank account, for savings.</summary>
    Savings,

    /// <summary>A credit card, paid from the bank each month.</summary>
    Card,

    /// <summary>Electronic money, topped up by the card.</summary>
    EMoney,

    /// <summary>The wallet, filled at cash machines.</summary>
    Cash,
}

/// <summary>An account of the sample.</summary>
/// <param name="Purse">Which one.</param>
/// <param name="Name">Its name in the sample's language. Invented, so that no bank's export is taken for it.</param>
/// <param name="OpeningBalance">Minor units on the sample's first day.</param>
public sealed record SampleAccount(SamplePurse Purse, string Name, long OpeningBalance);

/// <summary>A transaction of the sample.</summary>
/// <param name="Date">From the sample's first day to today.</param>
/// <param name="Purse">The account.</param>
/// <param name="Amount">Minor units, negative for money out.</param>
/// <param name="Payee">In the sample's language.</param>
public sealed record SampleRow(DateOnly Date, SamplePurse Purse, long Amount, string Payee)
{
    /// <summary>Key of a category of the default tree; null for a transfer, for what counts nowhere, and for what nobody has sorted yet.</summary>
    public string? Category { get; init; }

    /// <summary>Number of the transfer that it is a side of, the same on both sides.</summary>
    public int? Transfer { get; init; }

    /// <summary>Whether it is a side of a transfer that nobody has confirmed yet.</summary>
    public bool IsLoose { get; init; }

    /// <summary>Whether it counts nowhere but in balances.</summary>
    public bool IsExcluded { get; init; }

    /// <summary>Whether the card has not posted it yet.</summary>
    public bool IsPending { get; init; }
}

/// <summary>A goal of the sample, for the whole book.</summary>
/// <param name="Name">In the sample's language.</param>
/// <param name="HorizonYears">1, 3, 5 or 10.</param>
/// <param name="Start">The first day that counts.</param>
/// <param name="StartingAmount">Minor units that were there at the start.</param>
/// <param name="Target">Minor units.</param>
public sealed record SampleGoal(string Name, int HorizonYears, DateOnly Start, long StartingAmount, long Target);

/// <summary>
/// A Japanese family of four over 36 whole months and the current one, as the tables beside this file say. The same day and
/// language give the same household, and the next day gives the same one with a day more. Amounts are yen; in another
/// currency the same numbers are its minor units, so that a salary of 340,000 yen is one of 3,400.00 euros.
/// </summary>
/// <param name="From">Its first day, the first of a month.</param>
/// <param name="To">Today.</param>
/// <param name="Accounts">All five.</param>
/// <param name="Rows">By day; on a day, in the order in which no balance goes astray.</param>
/// <param name="Goals">One for each horizon: ahead, on track, behind, on track.</param>
public sealed record SampleHousehold(
    DateOnly From, DateOnly To, IReadOnlyList<SampleAccount> Accounts, IReadOnlyList<SampleRow> Rows, IReadOnlyList<SampleGoal> Goals)
{
    /// <summary>Whole months before the current one.</summary>
    public const int WholeMonths = 36;

    /// <summary>Makes it.</summary>
    /// <param name="today">The book's today.</param>
    /// <param name="locale">Japanese for ja, English for every other.</param>
    public static SampleHousehold Of(DateOnly today, string locale)
    {
        var words = new SampleWords(locale);
        var from = new DateOnly(today.Year, today.Month, 1).AddMonths(-WholeMonths);
        IReadOnlyList<SampleAccount> accounts =
        [
            new(SamplePurse.Bank, words["account.bank"], 612_400),
            new(SamplePurse.Savings, words["account.savings"], 1_420_000),
            new(SamplePurse.Card, words["account.card"], -118_640),
            new(SamplePurse.EMoney, words["account.emoney"], 2_340),
            new(SamplePurse.Cash, words["account.cash"], 14_500),
        ];
        var rows = new SampleDiary(accounts, words).Keep(from, today);
        return new(from, today, accounts, rows, SampleGoals.Of(rows, today, words));
    }
}
