namespace SmartMoney.Api.Features.Imports.Reading;

/// <summary>
/// The id of the transaction that a line becomes: a UUID version 7 (RFC 9562, section 5.7) with the import's own time and random end, and
/// the line counted down in the 26 free bits after the time. So the rows of one day keep the file's order in the ledger's list,
/// which shows the highest id first, and what a commit creates need not be written back line by line.
/// </summary>
internal static class TransactionIdSql
{
    /// <summary>Of row <c>r</c> of import $2.</summary>
    public static readonly string OfRow = Of("$2", "r.line");

    /// <summary>What row <c>r</c> and its paired legs carry as transfer id: no leg has that number.</summary>
    public static readonly string OfPair = OfLeg("7");

    /// <summary>Of a line of an import, both as SQL. A file of 50 MB has fewer than 2^26 lines.</summary>
    public static string Of(string import, string line) => $"""
        (substr(replace({import}::uuid::text, '-', ''), 1, 12) || '7' || lpad(to_hex((67108863 - {line}) >> 14), 3, '0')
         || to_hex(8 | ((67108863 - {line}) >> 12 & 3)) || lpad(to_hex(67108863 - {line} & 4095), 3, '0')
         || substr(replace({import}::uuid::text, '-', ''), 21, 12))::uuid
        """;

    /// <summary>The id of row <c>r</c>'s leg of a number: the row's, its last byte counted up by it.</summary>
    public static string OfLeg(string part) => $"""
        (substr(replace({OfRow}::text, '-', ''), 1, 30)
         || lpad(to_hex((('x' || right($2::uuid::text, 2))::bit(8)::int + {part}) % 256), 2, '0'))::uuid
        """;
}
