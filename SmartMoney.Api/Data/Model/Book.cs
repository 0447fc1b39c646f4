namespace SmartMoney.Api.Data.Model;

/// <summary>What a member may do in a book.</summary>
public enum Role
{
    Viewer = 0,
    Editor = 1,
    Owner = 2,
}

/// <summary>A household's set of accounts: the tenant.</summary>
public sealed class Book
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>ISO 4217 code; fixed once the book is made.</summary>
    public required string BaseCurrency { get; set; }

    /// <summary>IANA time zone that decides what 'today' is.</summary>
    public required string TimeZone { get; set; }

    /// <summary>Language of built-in names and the web front's default: en or ja.</summary>
    public required string Locale { get; set; }

    /// <summary>Day on which a book month starts, 1 to 31, clamped to the month's length.</summary>
    public int FirstDayOfMonth { get; set; } = 1;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts the row's changes, starting at 1; maintained by the database.</summary>
    public int Version { get; set; }

    /// <summary>When an owner deleted it; null for a book that is there. Queries do not see deleted books unless they ask to.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}

/// <summary>A user's place in a book.</summary>
public sealed class Member
{
    public Guid BookId { get; set; }

    public Guid UserId { get; set; }

    public Role Role { get; set; }

    public DateTimeOffset JoinedAt { get; set; }
}
