using System.Buffers.Text;
using System.Text;

namespace SmartMoney.Api.Infrastructure.Http;

/// <summary>A page of a list.</summary>
/// <param name="Items">The rows of this page.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record ListOf<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Page sizes: 1 to 500, 50 unless told.</summary>
public static class Page
{
    /// <summary>Rows in a page unless told.</summary>
    public const int Default = 50;

    /// <summary>Most rows in a page.</summary>
    public const int Most = 500;

    /// <summary>The page size asked for; adds an error when it is out of range.</summary>
    public static int Limit(int? limit, Errors errors)
    {
        errors.Require(limit is null or (>= 1 and <= Most), "limit", $"'limit' must be 1 to {Most}.");
        return limit ?? Default;
    }

    /// <summary>Cuts a page out of rows that were read with one more than the limit.</summary>
    public static ListOf<T> Of<T>(IReadOnlyList<T> rows, int limit, Func<T, string> cursor) =>
        rows.Count > limit ? new([.. rows.Take(limit)], cursor(rows[limit - 1])) : new(rows, Next: null);
}

/// <summary>Keyset cursors: the sort key of the last row, opaque to the caller.</summary>
public static class Cursor
{
    /// <summary>Packs the parts of a sort key.</summary>
    public static string Encode(params string[] parts) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('\n', parts)));

    /// <summary>Unpacks a cursor; false when it is none that <see cref="Encode"/> made with that many parts.</summary>
    public static bool TryDecode(string cursor, int count, out string[] parts)
    {
        parts = [];
        if (cursor.Length > 2000 || !Base64Url.IsValid(cursor))
            return false;
        parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('\n');
        return parts.Length == count;
    }

    /// <summary>The id that a list sorted by id stopped at, or <paramref name="start"/> without a cursor; adds an error when it is no cursor of such a list.</summary>
    public static Guid Id(string? cursor, Guid start, Errors errors)
    {
        if (cursor is null)
            return start;
        if (TryDecode(cursor, 1, out var parts) && Guid.TryParse(parts[0], out var id))
            return id;
        Refuse(errors);
        return start;
    }

    /// <summary>Says that a cursor is not one of ours.</summary>
    public static void Refuse(Errors errors) =>
        errors.Add("cursor", "The cursor is not valid: pass 'next' of the page before, unchanged, with the same filters.");
}
