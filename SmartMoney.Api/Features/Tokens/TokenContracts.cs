using SmartMoney.Api.Data;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Tokens;

/// <summary>What a new token is to be.</summary>
/// <param name="Name">What it is for, 1 to 200 characters.</param>
/// <param name="Scopes">Any of read, write, import.</param>
/// <param name="BookId">The one book that it opens; all of the user's unless given.</param>
/// <param name="ExpiresAt">When it ends; never unless given.</param>
public sealed record NewToken(string? Name, IReadOnlyList<string>? Scopes, Guid? BookId = null, DateTimeOffset? ExpiresAt = null)
{
    private static readonly string[] Known = ["read", "write", "import"];

    internal Errors Check(DateTimeOffset now)
    {
        var errors = new Errors();
        errors.RequireText(Name, "name", LedgerTables.NameLength);
        errors.Require(Scopes is { Count: > 0 } && Scopes.All(scope => Known.Contains(scope, StringComparer.Ordinal)), "scopes",
            "'scopes' must name at least one of read, write, import.");
        errors.Require(ExpiresAt is not { } end || end > now, "expiresAt", "'expiresAt' must be in the future; leave it out for a token that does not end.");
        return errors;
    }

    internal string[] DistinctScopes() => [.. Known.Where(scope => Scopes!.Contains(scope, StringComparer.Ordinal))];
}

/// <summary>A token just made: the only answer that holds its text.</summary>
public sealed record MadeToken(
    Guid Id, string Token, string Name, IReadOnlyList<string> Scopes, Guid? BookId, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

/// <summary>A token without its text, which nobody can read again.</summary>
/// <param name="LastUsedAt">To the minute; null when it was never used.</param>
public sealed record TokenView(
    Guid Id, string Name, IReadOnlyList<string> Scopes, Guid? BookId, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);
