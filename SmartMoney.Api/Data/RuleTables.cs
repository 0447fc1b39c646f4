using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;

namespace SmartMoney.Api.Data;

/// <summary>The rules of a book.</summary>
internal static class RuleTables
{
    /// <summary>Longest payee of a rule: as long as a transaction's.</summary>
    public const int PayeeLength = 500;

    public static void Configure(ModelBuilder builder) => builder.Entity<Rule>(rule =>
    {
        rule.ToTable("rules").HasKey(row => new { row.BookId, row.Id });
        rule.Property(row => row.Payee).HasMaxLength(PayeeLength);
        rule.HasIndex(row => new { row.BookId, row.PayeeKey }).IsUnique();
        rule.HasOne<Book>().WithMany().HasForeignKey(row => row.BookId).OnDelete(DeleteBehavior.Cascade);
        // A category takes its rules with it, in the same change: deleted by the API, so that the history knows them.
        rule.HasOne<Category>().WithMany().HasForeignKey(row => new { row.BookId, row.CategoryId }).OnDelete(DeleteBehavior.Restrict);
        LedgerTables.Versioned(rule.Property(row => row.Version), rule.Property(row => row.UpdatedAt));
    });
}
