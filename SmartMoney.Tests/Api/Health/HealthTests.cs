using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Health;

[Trait("needs", "postgres")]
public abstract class HealthTests(Installation api)
{
    [RequiresFact]
    public async Task With_its_database_the_API_is_well()
    {
        var stranger = api.Host.Silent();
        var answer = (await stranger.GetAsync("/api/health")).ShouldBe(200);
        answer.Text.ShouldBe("""{"status":"ok"}""");
        answer.Headers["Cache-Control"].ShouldBe("no-store");
        (await stranger.GetAsync("/health")).ShouldBe(200);
        (await stranger.GetAsync("/alive")).ShouldBe(200);
    }

    [RequiresFact]
    public async Task Without_its_database_it_lives_and_says_that_it_cannot_work()
    {
        await using var host = new ApiHost("Host=127.0.0.1;Port=9;Username=nobody;Password=nobody;Database=nothing;Timeout=2");
        var ann = host.Browser();
        ann.Headers["Cookie"] = "smartmoney=whatever";
        (await ann.GetAsync("/api/health")).ShouldBe(503).Text.ShouldBe("""{"status":"unavailable"}""");
        (await ann.GetAsync("/health")).ShouldBe(503);
        (await ann.GetAsync("/alive")).ShouldBe(200);
        (await ann.GetAsync("/api/docs")).ShouldBe(200);
        (await ann.PostAsync("auth/login", new { email = "ann@example.org", password = "whatever" })).ShouldBeProblem(503, "database-away");
    }

    [RequiresFact]
    public async Task A_session_outlives_the_absence_of_the_database()
    {
        var signedIn = await api.Host.SignInAsync(Installation.Email);
        await using var host = new ApiHost("Host=127.0.0.1;Port=9;Username=nobody;Password=nobody;Database=nothing;Timeout=2");
        var ann = host.Browser();
        ann.Headers["Cookie"] = signedIn.Cookie("smartmoney");
        (await ann.GetAsync("auth/me")).ShouldBeProblem(503, "database-away").Headers.ShouldNotContainKey("Set-Cookie");
    }

    [RequiresFact]
    public async Task Over_a_database_without_this_builds_schema_it_is_not_ready()
    {
        var name = await api.Database.Server.CreateEmptyAsync("bare", CancellationToken.None);
        await using var host = new ApiHost(api.Database.Server.AppRoleTo(name));
        (await host.Silent().GetAsync("/health")).ShouldBe(503);
        (await host.Silent().GetAsync("/api/health")).ShouldBe(503);
    }
}

public sealed class HealthTestsOn15(InstallationOn15 api) : HealthTests(api), IClassFixture<InstallationOn15>;

public sealed class HealthTestsOn18(InstallationOn18 api) : HealthTests(api), IClassFixture<InstallationOn18>;
