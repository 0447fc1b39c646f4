using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;

namespace SmartMoney.Api.Data;

/// <summary>Goals and the accounts that they count.</summary>
internal static class GoalTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Goal>(goal =>
        {
            goal.ToTable("goals", table =>
            {
                table.HasCheckConstraint("goals_target", "target_amount BETWEEN 1 AND 1000000000000000");
                table.HasCheckConstraint("goals_starting", "abs(starting_amount) <= 1000000000000000");
                table.HasCheckConstraint("goals_until", "(horizon_years IS NULL) <> (target_date IS NULL) AND coalesce(horizon_years, 1) IN (1, 3, 5, 10)");
            });
            goal.HasKey(row => new { row.BookId, row.Id });
            goal.Property(row => row.Name).HasMaxLength(LedgerTables.NameLength);
            goal.HasIndex(row => new { row.BookId, row.Position, row.Id }).HasDatabaseName("goals_in_order");
            goal.HasOne<Book>().WithMany().HasForeignKey(row => row.BookId).OnDelete(DeleteBehavior.Cascade);
            LedgerTables.Versioned(goal.Property(row => row.Version), goal.Property(row => row.UpdatedAt));
        });
        builder.Entity<GoalAccount>(account =>
        {
            account.ToTable("goal_accounts").HasKey(row => new { row.BookId, row.Id });
            account.HasIndex(row => new { row.BookId, row.GoalId, row.AccountId }).IsUnique();
            account.HasOne<Goal>().WithMany().HasForeignKey(row => new { row.BookId, row.GoalId }).OnDelete(DeleteBehavior.Cascade);
            // Without its last account a goal would count the whole book: an account that a goal counts cannot go.
            account.HasOne<Account>().WithMany().HasForeignKey(row => new { row.BookId, row.AccountId }).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
