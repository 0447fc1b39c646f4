using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;

namespace SmartMoney.Api.Data;

/// <summary>Imports and the files that they came from.</summary>
internal static class ImportTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<StoredFile>(file =>
        {
            file.ToTable("files").HasKey(row => new { row.BookId, row.Id });
            file.HasIndex(row => new { row.BookId, row.Sha256 }).IsUnique();
            file.HasOne<Book>().WithMany().HasForeignKey(row => row.BookId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<Import>(import =>
        {
            import.ToTable("imports").HasKey(row => new { row.BookId, row.Id });
            import.Property(row => row.Status).HasConversion<short>();
            import.Property(row => row.Format).HasMaxLength(50);
            import.Property(row => row.FileName).HasMaxLength(255);
            import.HasOne<Book>().WithMany().HasForeignKey(row => row.BookId).OnDelete(DeleteBehavior.Cascade);
            import.HasOne<StoredFile>().WithMany().HasForeignKey(row => new { row.BookId, row.FileId }).OnDelete(DeleteBehavior.Restrict);
            import.HasOne<Account>().WithMany().HasForeignKey(row => new { row.BookId, row.AccountId }).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<ImportAccountName>(name =>
        {
            name.ToTable("import_account_names").HasKey(row => new { row.BookId, row.Format, row.Name, row.Currency });
            name.Property(row => row.Format).HasMaxLength(50);
            name.Property(row => row.Name).HasMaxLength(LedgerTables.NameLength);
            name.Property(row => row.Currency).HasMaxLength(3).IsFixedLength();
            name.HasOne<Account>().WithMany().HasForeignKey(row => new { row.BookId, row.AccountId }).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
