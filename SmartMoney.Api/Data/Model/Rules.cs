namespace SmartMoney.Api.Data.Model;

/// <summary>What a person has decided once and for all about a payee: its rows get this category as they come in.</summary>
public sealed class Rule
{
    public Guid BookId { get; set; }

    public Guid Id { get; set; }

    /// <summary>The payee as the person saw it.</summary>
    public required string Payee { get; set; }

    /// <summary>The payee as comparing sees it, hashed: one rule a payee, however long its text is.</summary>
    public Guid PayeeKey { get; set; }

    public Guid CategoryId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts the row's changes, starting at 1; maintained by the database.</summary>
    public int Version { get; set; }
}
