using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmartMoney.Api.Data.Model;

namespace SmartMoney.Api.Data;

/// <summary>Books and their ledger. Every foreign key includes the book, so no row can point into another one.</summary>
internal static class LedgerTables
{
    /// <summary>Longest name of a book, account or category, in characters.</summary>
    public const int NameLength = 200;

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Book>(Book);
        builder.Entity<Member>(Member);
        builder.Entity<Account>(Account);
        builder.Entity<Category>(Category);
        builder.Entity<Transaction>(Transaction);
    }

    private static void Book(EntityTypeBuilder<Book> book)
    {
        book.ToTable("books", table => table.HasCheckConstraint("books_first_day", "first_day_of_month BETWEEN 1 AND 31"));
        book.Property(row => row.Name).HasMaxLength(NameLength);
        book.Property(row => row.BaseCurrency).HasMaxLength(3).IsFixedLength();
        book.Property(row => row.TimeZone).HasMaxLength(100);
        book.Property(row => row.Locale).HasMaxLength(20);
        Versioned(book.Property(row => row.Version), book.Property(row => row.UpdatedAt));
        book.HasQueryFilter(row => row.DeletedAt == null);
    }

    private static void Member(EntityTypeBuilder<Member> member)
    {
        member.ToTable("members").HasKey(row => new { row.BookId, row.UserId });
        member.HasIndex(row => row.UserId);
        member.HasOne<Book>().WithMany().HasForeignKey(row => row.BookId).OnDelete(DeleteBehavior.Cascade);
        member.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void Account(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts").HasKey(row => new { row.BookId, row.Id });
        account.Property(row => row.Name).HasMaxLength(NameLength);
        account.Property(row => row.Currency).HasMaxLength(3).IsFixedLength();
        account.HasIndex(row => new { row.BookId, row.Name }).IsUnique();
        account.HasOne<Book>().WithMany().HasForeignKey(row => row.BookId).OnDelete(DeleteBehavior.Cascade);
        Versioned(account.Property(row => row.Version), account.Property(row => row.UpdatedAt));
    }

    private static void Category(EntityTypeBuilder<Category> category)
    {
        category.ToTable("categories").HasKey(row => new { row.BookId, row.Id });
        category.Property(row => row.Name).HasMaxLength(NameLength);
        category.Property(row => row.BuiltIn).HasMaxLength(100);
        category.HasIndex(row => new { row.BookId, row.ParentId, row.Kind, row.Name }).IsUnique().AreNullsDistinct(false);
        category.HasIndex(row => new { row.BookId, row.BuiltIn }).IsUnique();
        category.HasOne<Book>().WithMany().HasForeignKey(row => row.BookId).OnDelete(DeleteBehavior.Cascade);
        category.HasOne<Category>().WithMany().HasForeignKey(row => new { row.BookId, row.ParentId }).OnDelete(DeleteBehavior.Restrict);
        Versioned(category.Property(row => row.Version), category.Property(row => row.UpdatedAt));
    }

    // The foreign keys to accounts (with the currency) and categories are in Sql/001_ledger.sql.
    private static void Transaction(EntityTypeBuilder<Transaction> transaction)
    {
        transaction.ToTable("transactions", table =>
        {
            table.HasCheckConstraint("transactions_amount", "amount <> 0 AND abs(amount) <= 1000000000000000");
            table.HasCheckConstraint("transactions_import", "(import_key IS NULL) = (import_account_id IS NULL)");
        });
        transaction.HasKey(row => new { row.BookId, row.Id });
        transaction.Property(row => row.Currency).HasMaxLength(3).IsFixedLength();
        transaction.Property(row => row.OriginalCurrency).HasMaxLength(3).IsFixedLength();
        transaction.Property(row => row.Rate).HasPrecision(28, 15);
        transaction.Property(row => row.Status).HasConversion<short>();
        transaction.Property<string>("SearchText").HasComputedColumnSql(
            "lower(normalize(payee || ' ' || description || ' ' || notes, NFKC))", stored: true);
        transaction.HasIndex(row => new { row.BookId, row.Date, row.Id }).HasDatabaseName("transactions_by_date");
        transaction.HasIndex(row => new { row.BookId, row.AccountId, row.Date }).HasDatabaseName("transactions_by_account");
        transaction.HasIndex(row => new { row.BookId, row.CategoryId, row.Date }).HasDatabaseName("transactions_by_category");
        transaction.HasIndex(row => new { row.BookId, row.ImportAccountId, row.ImportKey })
            .HasDatabaseName("transactions_by_import_key").HasFilter("import_key IS NOT NULL");
        transaction.HasIndex(row => new { row.BookId, row.ImportAccountId, row.BankId })
            .HasDatabaseName("transactions_by_bank_id").HasFilter("bank_id IS NOT NULL");
        transaction.HasIndex(row => new { row.BookId, row.ImportId })
            .HasDatabaseName("transactions_by_import").HasFilter("import_id IS NOT NULL");
        transaction.HasIndex("BookId", "SearchText").HasDatabaseName("transactions_search")
            .HasMethod("gin").HasOperators("uuid_ops", "gin_trgm_ops");
        Versioned(transaction.Property(row => row.Version), transaction.Property(row => row.UpdatedAt));
    }

    /// <summary>Counted and stamped by the database, and read back after each write.</summary>
    internal static void Versioned(PropertyBuilder<int> version, PropertyBuilder<DateTimeOffset> updatedAt)
    {
        version.HasDefaultValue(1).ValueGeneratedOnAddOrUpdate().IsConcurrencyToken();
        updatedAt.HasDefaultValueSql("now()").ValueGeneratedOnAddOrUpdate();
    }
}
