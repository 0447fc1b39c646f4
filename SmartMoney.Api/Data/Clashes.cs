using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SmartMoney.Api.Data;

/// <summary>Reads why a row was not stored.</summary>
internal static class Clashes
{
    /// <summary>Whether somebody else stored the same key a moment earlier: the unique index let one through.</summary>
    public static bool IsTaken(this DbUpdateException clash) => clash.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>Whether what it refers to went a moment earlier: the foreign key let it not through.</summary>
    public static bool IsOrphan(this DbUpdateException clash) => clash.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation };
}
