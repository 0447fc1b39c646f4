namespace SmartMoney.Api.Features.Households;

/// <summary>The SQL of invitations. $1 is the book.</summary>
internal static class InvitationSql
{
    /// <summary>How many wait; $2 now.</summary>
    public const string Waiting = "SELECT count(*)::int FROM invitations WHERE book_id = $1 AND expires_at > $2";

    /// <summary>Those that nobody accepted in time; $2 now.</summary>
    public const string DropExpired = "DELETE FROM invitations WHERE book_id = $1 AND expires_at <= $2";

    /// <summary>$2 id, $3 hash, $4 role, $5 by whom, $6 now, $7 until when.</summary>
    public const string Add = "INSERT INTO invitations (book_id, id, hash, role, created_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";

    /// <summary>$2 now, $3 the last one seen, $4 how many; newest first.</summary>
    public const string List = """
        SELECT i.id, i.role, u.email, i.created_at, i.expires_at FROM invitations i JOIN users u ON u.id = i.created_by
        WHERE i.book_id = $1 AND i.expires_at > $2 AND i.id < $3 ORDER BY i.id DESC LIMIT $4
        """;

    /// <summary>$2 id.</summary>
    public const string Withdraw = "DELETE FROM invitations WHERE book_id = $1 AND id = $2";
}
