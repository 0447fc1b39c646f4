using Npgsql;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Data;

/// <summary>What the API's database role is, and what it cannot do whatever the API's code says.</summary>
[Trait("needs", "postgres")]
public abstract class RoleTests(PostgresDatabase database)
{
    [RequiresFact]
    public async Task The_api_s_role_has_no_power_but_to_log_in()
    {
        (await ReadAsync<bool>("""
            SELECT rolcanlogin AND NOT (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
            FROM pg_roles WHERE rolname = 'smartmoney_app'
            """)).ShouldBeTrue();
        (await ReadAsync<long>("SELECT count(*) FROM pg_auth_members WHERE member = 'smartmoney_app'::regrole")).ShouldBe(0);
    }

    [RequiresFact]
    public async Task It_owns_nothing_and_the_schema_has_one_owner_who_cannot_log_in()
    {
        (await ReadAsync<long>("SELECT count(*) FROM pg_shdepend WHERE refobjid = 'smartmoney_app'::regrole AND deptype = 'o'")).ShouldBe(0);
        (await ReadAsync<string>("""
            SELECT string_agg(DISTINCT relowner::regrole::text, ',') FROM pg_class WHERE relnamespace = 'public'::regnamespace
            """)).ShouldBe("smartmoney_owner");
        (await ReadAsync<bool>("SELECT rolcanlogin OR rolsuper FROM pg_roles WHERE rolname = 'smartmoney_owner'")).ShouldBeFalse();
    }

    [RequiresTheory]
    [InlineData("INSERT INTO ledger_history (book_id, table_name, row_id, operation) VALUES (gen_random_uuid(), 'x', gen_random_uuid(), 'INSERT')")]
    [InlineData("UPDATE ledger_history SET user_id = NULL")]
    [InlineData("DELETE FROM ledger_history")]
    [InlineData("TRUNCATE ledger_history")]
    [InlineData("INSERT INTO monthly_totals DEFAULT VALUES")]
    [InlineData("UPDATE account_months SET amount = 0")]
    [InlineData("UPDATE monthly_totals SET amount = 0")]
    [InlineData("DELETE FROM monthly_totals")]
    [InlineData("DELETE FROM books")]
    [InlineData("TRUNCATE transactions")]
    [InlineData("SELECT * FROM computed_totals(gen_random_uuid())")]
    [InlineData("CREATE TABLE mine (id int)")]
    [InlineData("ALTER TABLE transactions DISABLE ROW LEVEL SECURITY")]
    [InlineData("DROP POLICY transactions_of_book ON transactions")]
    [InlineData("ALTER TABLE transactions DISABLE TRIGGER USER")]
    [InlineData("SET session_replication_role = replica")]
    [InlineData("SET ROLE smartmoney_owner")]
    [InlineData("ALTER ROLE smartmoney_app BYPASSRLS")]
    [InlineData("COPY transactions TO PROGRAM 'true'")]
    public async Task It_cannot(string sql)
    {
        var home = await Household.CreateAsync(database);
        await using var session = await home.OpenAsync();
        var refusal = await Should.ThrowAsync<PostgresException>(() => session.ExecuteAsync(sql));
        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, refusal.MessageText);
    }

    [RequiresFact]
    public async Task The_backup_s_role_sees_every_book()
    {
        (await ReadAsync<bool>("SELECT rolbypassrls AND NOT rolsuper FROM pg_roles WHERE rolname = 'smartmoney_ops'")).ShouldBeTrue();
    }

    private async Task<T?> ReadAsync<T>(string sql)
    {
        await using var command = database.Superuser.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }
}

public sealed class RoleTestsOn15(Postgres15 database) : RoleTests(database), IClassFixture<Postgres15>;

public sealed class RoleTestsOn18(Postgres18 database) : RoleTests(database), IClassFixture<Postgres18>;
