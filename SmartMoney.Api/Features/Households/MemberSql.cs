namespace SmartMoney.Api.Features.Households;

/// <summary>The SQL of members. $1 is the book.</summary>
internal static class MemberSql
{
    /// <summary>$2 the last member seen, $3 how many; in the order in which people were made, which is nearly that of joining.</summary>
    public const string List = $"""
        {Columns} WHERE m.book_id = $1 AND m.user_id > $2 ORDER BY m.user_id LIMIT $3
        """;

    /// <summary>$2 the user.</summary>
    public const string One = $"{Columns} WHERE m.book_id = $1 AND m.user_id = $2";

    /// <summary>How many owners there are besides $2.</summary>
    public const string OtherOwners = "SELECT count(*)::int FROM members WHERE book_id = $1 AND user_id <> $2 AND role = 2";

    /// <summary>$2 the user, $3 the role.</summary>
    public const string SetRole = "UPDATE members SET role = $3, version = version + 1 WHERE book_id = $1 AND user_id = $2";

    /// <summary>$2 the user. Their tokens for this book alone go too.</summary>
    public const string Remove = "DELETE FROM members WHERE book_id = $1 AND user_id = $2";

    /// <summary>What a person leaves behind who may do less from now on: invitations that they sent. $2 the user.</summary>
    public const string Disinvite = "DELETE FROM invitations WHERE book_id = $1 AND created_by = $2";

    private const string Columns = "SELECT m.user_id, u.email, m.role, m.joined_at, m.version FROM members m JOIN users u ON u.id = m.user_id";
}
