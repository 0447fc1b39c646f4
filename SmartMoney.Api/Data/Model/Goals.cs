namespace SmartMoney.Api.Data.Model;

/// <summary>An amount to save until a day. What is saved is never stored: it is computed from the ledger.</summary>
public sealed class Goal
{
    public Guid BookId { get; set; }

    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Minor units of the book's base currency, more than 0.</summary>
    public long TargetAmount { get; set; }

    /// <summary>1, 3, 5 or 10; null with a <see cref="TargetDate"/>.</summary>
    public int? HorizonYears { get; set; }

    /// <summary>Null with <see cref="HorizonYears"/>.</summary>
    public DateOnly? TargetDate { get; set; }

    /// <summary>The first day that counts; null takes the first day with a row that counts.</summary>
    public DateOnly? StartDate { get; set; }

    /// <summary>Minor units of the book's base currency that were there at the start.</summary>
    public long StartingAmount { get; set; }

    /// <summary>Order among the book's goals; equal ones by age.</summary>
    public int Position { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts the changes to the goal and to its accounts, starting at 1; maintained by the database.</summary>
    public int Version { get; set; }
}

/// <summary>An account that a goal counts; a goal without any counts the whole book. Such a row is made and deleted, never changed.</summary>
public sealed class GoalAccount
{
    public Guid BookId { get; set; }

    /// <summary>Of the row itself: the history knows rows by their id.</summary>
    public Guid Id { get; set; }

    public Guid GoalId { get; set; }

    public Guid AccountId { get; set; }
}
