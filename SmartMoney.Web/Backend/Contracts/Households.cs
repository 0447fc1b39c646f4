namespace SmartMoney.Web.Backend;

/// <summary>A person who belongs to the book's household.</summary>
/// <param name="Role">viewer, editor or owner.</param>
/// <param name="Version">Counts the changes of the role.</param>
public sealed record Member(Guid UserId, string Email, string Role, DateTimeOffset JoinedAt, long Version);

/// <summary>An invitation that waits, without its link.</summary>
public sealed record Invitation(Guid Id, string Role, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>An invitation just made: the only time its link is told.</summary>
public sealed record NewInvitation(Guid Id, string Role, string Url, DateTimeOffset ExpiresAt);

/// <summary>What an invitation is to, for who has its link.</summary>
public sealed record OpenInvitation(string BookName, string Role, string InvitedBy, DateTimeOffset ExpiresAt);

/// <summary>Who joined which book.</summary>
public sealed record Joined(Guid UserId, Guid BookId);
