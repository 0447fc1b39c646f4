using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;

namespace SmartMoney.Api.Data;

/// <summary>
/// The tables that the API reads and writes row by row. What only SQL touches (totals, history, staged import
/// rows, file chunks) and what EF cannot say (policies, triggers) is in <c>Data/Sql</c>.
/// </summary>
public sealed class SmartMoneyContext(DbContextOptions<SmartMoneyContext> options)
    : IdentityUserContext<User, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(options)
{
    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<Book> Books => Set<Book>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Transaction> Transactions => Set<Transaction>();

    public DbSet<Import> Imports => Set<Import>();

    public DbSet<ImportAccountName> ImportAccountNames => Set<ImportAccountName>();

    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<Goal> Goals => Set<Goal>();

    public DbSet<GoalAccount> GoalAccounts => Set<GoalAccount>();

    public DbSet<Rule> Rules => Set<Rule>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        IdentityTables.Configure(builder);
        LedgerTables.Configure(builder);
        ImportTables.Configure(builder);
        GoalTables.Configure(builder);
        RuleTables.Configure(builder);
        SnakeCase.Apply(builder);
    }
}
