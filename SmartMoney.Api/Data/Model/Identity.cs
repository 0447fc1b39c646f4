using Microsoft.AspNetCore.Identity;

namespace SmartMoney.Api.Data.Model;

/// <summary>A person who can sign in. The first one, made by setup, is the operator.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>True for the one user that setup made: the person who looks after the installation.</summary>
    public bool IsOperator { get; set; }

    /// <summary>When the user was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A signed-in browser. The cookie carries its id; a row that is gone ends the session on every replica.</summary>
public sealed class Session
{
    public Guid Id { get; set; }

    public Guid UserId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Last use, at minute precision: written at most once a minute.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The network that signed in: an IPv4 address, or an IPv6 network.</summary>
    public required string Address { get; set; }

    /// <summary>Browser and system, such as <c>Firefox, Linux</c>.</summary>
    public required string Device { get; set; }
}

/// <summary>A bearer token for API clients. Only its SHA-256 is kept.</summary>
public sealed class ApiToken
{
    public Guid Id { get; set; }

    public Guid UserId { get; set; }

    public required string Name { get; set; }

    /// <summary>SHA-256 of the token's text.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>Any of read, write, import.</summary>
    public required string[] Scopes { get; set; }

    /// <summary>The one book that the token opens; null opens all of its user's.</summary>
    public Guid? BookId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }
}

/// <summary>A key of the data-protection ring, shared by all replicas.</summary>
public sealed class DataProtectionKey
{
    public int Id { get; set; }

    public string? FriendlyName { get; set; }

    public required string Xml { get; set; }
}

/// <summary>The stored answer to a request that carried an <c>Idempotency-Key</c>.</summary>
public sealed class IdempotencyRecord
{
    public Guid UserId { get; set; }

    public required string Key { get; set; }

    /// <summary>SHA-256 over method, path, query and body: the same key on another request is an error.</summary>
    public required byte[] Fingerprint { get; set; }

    public int Status { get; set; }

    /// <summary>The headers that belong to the answer, as a JSON object.</summary>
    public string Headers { get; set; } = "{}";

    public byte[] Body { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }
}
