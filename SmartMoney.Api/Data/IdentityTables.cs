using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;

namespace SmartMoney.Api.Data;

/// <summary>People, their sessions and tokens, and the tables that all replicas share.</summary>
internal static class IdentityTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<User>().ToTable("users");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        builder.Entity<IdentityUserPasskey<Guid>>().ToTable("user_passkeys");

        // At most one operator, whatever two concurrent setups try.
        builder.Entity<User>().HasIndex(user => user.IsOperator).IsUnique().HasFilter("is_operator");

        builder.Entity<Session>(session =>
        {
            session.ToTable("sessions").HasKey(row => row.Id);
            session.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<ApiToken>(token =>
        {
            token.ToTable("api_tokens").HasKey(row => row.Id);
            token.Property(row => row.Name).HasMaxLength(200);
            token.HasIndex(row => row.Hash).IsUnique();
            token.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
            token.HasOne<Book>().WithMany().HasForeignKey(row => row.BookId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys").HasKey(row => row.Id);
        builder.Entity<IdempotencyRecord>(record =>
        {
            record.ToTable("idempotency_keys").HasKey(row => new { row.UserId, row.Key });
            record.Property(row => row.Key).HasMaxLength(255);
            record.Property(row => row.Headers).HasColumnType("jsonb");
            record.HasIndex(row => row.CreatedAt);
            record.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
