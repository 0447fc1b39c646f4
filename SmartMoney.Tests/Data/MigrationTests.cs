using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shouldly;
using SmartMoney.Api.Data;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Data;

[Trait("needs", "postgres")]
public abstract class MigrationTests(PostgresDatabase database)
{
    [Fact]
    public void The_migrations_make_what_the_model_says()
    {
        using var context = DesignTime.Create("Host=nowhere");
        context.Database.HasPendingModelChanges().ShouldBeFalse("run: dotnet ef migrations add NAME --project SmartMoney.Api");
    }

    [RequiresFact]
    public async Task Migrating_again_changes_nothing_and_keeps_what_is_there()
    {
        var home = await Household.CreateAsync(database);
        await home.ChangeAsync(session => session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food));
        await using var look = database.Superuser.CreateCommand("SELECT max(oid)::bigint FROM pg_class");
        var newest = await look.ExecuteScalarAsync();

        await Migrator.MigrateAsync(Unpooled(database.Name), database.Server.AppRolePassword, CancellationToken.None);

        (await look.ExecuteScalarAsync()).ShouldBe(newest);
        (await home.ReadAsync<long>("SELECT count(*) FROM transactions")).ShouldBe(1);
    }

    [RequiresFact]
    public async Task Several_migrations_at_once_make_one_database()
    {
        var name = $"made_by_three_{database.Name}";
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            Migrator.MigrateAsync(Unpooled(name), database.Server.AppRolePassword, CancellationToken.None)));

        await using (var app = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Server.AppRoleTo(name)) { Pooling = false }))
        {
            await using var applied = app.CreateCommand("SELECT count(*) > 0 AND count(*) = count(DISTINCT \"MigrationId\") FROM \"__EFMigrationsHistory\"");
            (await applied.ExecuteScalarAsync()).ShouldBe(true);
            await using var tables = app.CreateCommand("SELECT count(*) FROM transactions");
            (await tables.ExecuteScalarAsync()).ShouldBe(0L);
        }

        await database.Server.DropAsync(name, CancellationToken.None);
    }

    private string Unpooled(string name) => new NpgsqlConnectionStringBuilder(database.Server.SuperuserTo(name)) { Pooling = false }.ConnectionString;
}

public sealed class MigrationTestsOn15(Postgres15 database) : MigrationTests(database), IClassFixture<Postgres15>;

public sealed class MigrationTestsOn18(Postgres18 database) : MigrationTests(database), IClassFixture<Postgres18>;
