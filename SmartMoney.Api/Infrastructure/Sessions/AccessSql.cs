namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>Asks the database whether a caller still may what they could when the request came.</summary>
internal static class AccessSql
{
    /// <summary>Whether the session $1 and the token $2, as far as they are given, are good at $3.</summary>
    public const string IsStillIn = """
        ($1::uuid IS NULL OR EXISTS (SELECT FROM sessions WHERE id = $1 AND expires_at > $3))
        AND ($2::uuid IS NULL OR EXISTS (SELECT FROM api_tokens WHERE id = $2 AND (expires_at IS NULL OR expires_at > $3)))
        """;

    /// <summary>That, and the role in the book $4 of the user $5; null in one that is not theirs, or was deleted and not after $6.</summary>
    public const string RoleNow = $"""
        SELECT {IsStillIn},
               (SELECT m.role FROM members m JOIN books b ON b.id = m.book_id
                WHERE m.book_id = $4 AND m.user_id = $5 AND (b.deleted_at IS NULL OR b.deleted_at > $6::timestamptz))
        """;

    /// <summary>Waits for all that others change in the book $1, and keeps them waiting.</summary>
    public const string LockBook = "SELECT FROM books WHERE id = $1 FOR NO KEY UPDATE";
}
