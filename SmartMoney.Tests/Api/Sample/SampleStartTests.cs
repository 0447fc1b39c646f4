using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Sample;

/// <summary>What <c>./run -- --sample</c> has the API do at its start.</summary>
[Trait("needs", "postgres")]
public abstract class SampleStartTests(PostgresDatabase database)
{
    private static readonly Dictionary<string, string> Wish = new() { ["SmartMoney:Sample"] = "true" };

    [RequiresFact]
    public async Task An_installation_without_users_starts_with_the_household_and_its_user()
    {
        var connection = await NewDatabaseAsync();
        await using var host = new ApiHost(connection, new() { Settings = Wish });
        ((bool)(await host.Browser().GetAsync("setup"))["required"]!).ShouldBeFalse();
        var visitor = await host.SignInAsync("sample@example.com", "sample household");
        var book = (await visitor.GetAsync("books")).Items.ShouldHaveSingleItem();
        ((string?)book["role"], (string?)book["baseCurrency"]).ShouldBe(("owner", "JPY"));
        ((int)(await visitor.GetAsync($"books/{book["id"]}/sample"))["transactions"]!).ShouldBeGreaterThan(2_000);

        // The next start finds a user and leaves everything as it is.
        await using var again = new ApiHost(connection, new() { Settings = Wish });
        (await (await again.SignInAsync("sample@example.com", "sample household")).GetAsync("books")).Items.Count().ShouldBe(1);
    }

    [RequiresFact]
    public async Task An_installation_with_users_stays_as_it_is()
    {
        var connection = await NewDatabaseAsync();
        await using var first = new ApiHost(connection);
        (await first.Browser().PostAsync("setup", new { email = "ann@example.org", password = ApiHost.Password, bookName = "Home", baseCurrency = "JPY" })).ShouldBe(201);
        await using var host = new ApiHost(connection, new() { Settings = Wish });
        (await host.Browser().PostAsync("auth/login", new { email = "sample@example.com", password = "sample household" })).ShouldBe(401);
        var ann = await host.SignInAsync("ann@example.org");
        var book = (await ann.GetAsync("books")).Items.ShouldHaveSingleItem();
        ((bool)(await ann.GetAsync($"books/{book["id"]}/sample"))["loaded"]!).ShouldBeFalse();
    }

    [RequiresFact]
    public async Task Outside_Development_nobody_gets_in_with_the_public_password()
    {
        await using var host = new ApiHost(await NewDatabaseAsync(), new() { Environment = "Production", Settings = Wish });
        ((bool)(await host.Browser().GetAsync("setup"))["required"]!).ShouldBeTrue();
        (await host.Browser().PostAsync("auth/login", new { email = "sample@example.com", password = "sample household" })).ShouldBe(401);
    }

    [RequiresFact]
    public async Task Of_two_replicas_that_start_at_once_one_makes_it()
    {
        var connection = await NewDatabaseAsync();
        await using var one = new ApiHost(connection, new() { Settings = Wish });
        await using var other = new ApiHost(connection, new() { Settings = Wish });
        await Task.WhenAll(Task.Run(() => one.Server), Task.Run(() => other.Server));
        (await (await one.SignInAsync("sample@example.com", "sample household")).GetAsync("books")).Items.Count().ShouldBe(1);
    }

    private async Task<string> NewDatabaseAsync() => database.Server.AppRoleTo(await database.Server.CloneAsync("sample", CancellationToken.None));
}

public sealed class SampleStartTestsOn15(Postgres15 database) : SampleStartTests(database), IClassFixture<Postgres15>;

public sealed class SampleStartTestsOn18(Postgres18 database) : SampleStartTests(database), IClassFixture<Postgres18>;
