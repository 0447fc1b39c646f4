using Npgsql;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Infrastructure;

[Trait("needs", "postgres")]
public abstract class PostgresDatabaseTests(PostgresDatabase database)
{
    [RequiresFact]
    public async Task The_server_is_of_the_version_that_the_class_is_named_after()
    {
        await using var command = database.Superuser.CreateCommand("SHOW server_version_num");
        var version = (string?)await command.ExecuteScalarAsync();
        version.ShouldNotBeNull().ShouldStartWith($"{database.Major}");
    }

    [RequiresFact]
    public async Task Two_clones_share_nothing()
    {
        var other = await database.Server.CloneAsync("other", CancellationToken.None);
        await using (var source = NpgsqlDataSource.Create(database.Server.SuperuserTo(other)))
        {
            await using var create = source.CreateCommand("CREATE TABLE only_here (id int)");
            await create.ExecuteNonQueryAsync();
        }

        await using var look = database.Superuser.CreateCommand("SELECT to_regclass('only_here')::text");
        (await look.ExecuteScalarAsync()).ShouldBe(DBNull.Value);
        await database.Server.DropAsync(other, CancellationToken.None);
    }
}

public sealed class PostgresDatabaseTestsOn15(Postgres15 database) : PostgresDatabaseTests(database), IClassFixture<Postgres15>;

public sealed class PostgresDatabaseTestsOn18(Postgres18 database) : PostgresDatabaseTests(database), IClassFixture<Postgres18>;
