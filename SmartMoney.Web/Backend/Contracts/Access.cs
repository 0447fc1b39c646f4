namespace SmartMoney.Web.Backend;

/// <summary>Whether the first user is still to be made, and whether that needs the operator's token.</summary>
public sealed record SetupState(bool Required, bool TokenRequired);

/// <summary>What setup made.</summary>
public sealed record SetupDone(Guid UserId, Guid BookId);

/// <summary>An API token without its secret.</summary>
public sealed record ApiToken(
    Guid Id,
    string Name,
    IReadOnlyList<string> Scopes,
    Guid? BookId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt);

/// <summary>A token just made: the only time its secret is told.</summary>
public sealed record NewApiToken(Guid Id, string Token, string Name);

/// <summary>How many rows an undo brought back.</summary>
public sealed record Undone(long Restored);
