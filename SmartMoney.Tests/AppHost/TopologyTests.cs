using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.AppHost;

/// <summary>The whole stack through the testing builder: the AppHost's own model, on ports and data of its own.</summary>
[Trait("needs", "topology")]
public sealed class TopologyTests
{
    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromMinutes(4)).Token;

    [Fact]
    public async Task Everything_comes_up_behind_the_gateway_and_the_API_owns_nothing()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SmartMoney_AppHost>(Soon);
        await using var app = await builder.BuildAsync(Soon);
        await app.StartAsync(Soon);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", Soon);

        using var client = app.CreateHttpClient("gateway");
        client.BaseAddress!.Port.ShouldNotBe(8080);
        (await client.GetAsync(new Uri("/health", UriKind.Relative), Soon)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await ScalarAsync(await app.GetConnectionStringAsync("ledger", Soon), "SELECT count(*) FROM pg_tables WHERE tableowner = current_user")).ShouldBe(0L);
        (await ScalarAsync(await app.GetConnectionStringAsync("smartmoney", Soon), "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).ShouldBe(true);
    }

    [Fact]
    public async Task An_application_that_is_never_started_leaves_nothing()
    {
        string data;
        await using (var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SmartMoney_AppHost>(Soon))
        {
            await using var app = await builder.BuildAsync(Soon);
            data = builder.Configuration["AppHost:DataDirectory"]!;
            Should.Throw<InvalidOperationException>(() => app.GetEndpoint("gateway"));
        }

        Directory.Exists(data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_failed_migration_keeps_the_rest_from_starting_and_says_so()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SmartMoney_AppHost>(Soon);
        builder.CreateResourceBuilder<ProjectResource>("migrate").WithEnvironment("ConnectionStrings__smartmoney", "");
        await using var app = await builder.BuildAsync(Soon);
        await app.StartAsync(Soon);

        await app.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.FailedToStart, Soon);
        await app.ResourceNotifications.WaitForResourceAsync("gateway", KnownResourceStates.FailedToStart, Soon);
    }

    private static async Task<object?> ScalarAsync(string? connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString!);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
