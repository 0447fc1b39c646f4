using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql.EntityFrameworkCore.PostgreSQL;
using Shouldly;
using SmartMoney.Tests.ServiceDefaults.Drivers;
using Xunit;

namespace SmartMoney.Tests.Compat;

/// <summary>What Aspire documents for its PostgreSQL component; holds for the package and for its stand-in alike.</summary>
public sealed class NpgsqlDbContextTests
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    [Fact]
    public void The_app_models_connection_string_wins_over_the_settings_section()
    {
        using var ledger = Open(new() { [$"{Section}:ConnectionString"] = "Host=section", ["ConnectionStrings:smartmoney"] = "Host=model" });

        ledger.Database.GetConnectionString().ShouldBe("Host=model");
    }

    [Fact]
    public void The_settings_of_the_connection_and_then_of_the_context_win_over_the_general_ones()
    {
        using var ledger = Open(new()
        {
            [$"{Section}:ConnectionString"] = "Host=general",
            [$"{Section}:CommandTimeout"] = "10",
            [$"{Section}:smartmoney:ConnectionString"] = "Host=connection",
            [$"{Section}:smartmoney:CommandTimeout"] = "20",
            [$"{Section}:LedgerContext:CommandTimeout"] = "40",
        });

        ledger.Database.GetConnectionString().ShouldBe("Host=connection");
        ledger.Database.GetCommandTimeout().ShouldBe(40);
    }

    [Fact]
    public void The_code_has_the_last_word()
    {
        using var ledger = Open(
            new() { ["ConnectionStrings:smartmoney"] = "Host=model" },
            settings => settings.ConnectionString = "Host=code",
            options => options.EnableDetailedErrors());

        ledger.Database.GetConnectionString().ShouldBe("Host=code");
    }

    [Fact]
    public async Task A_missing_connection_string_is_an_error_when_the_context_is_made_and_says_what_to_set()
    {
        using var app = Build([]);
        using var scope = app.Services.CreateScope();

        Should.Throw<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<LedgerContext>())
            .Message.ShouldContain("ConnectionStrings__smartmoney");
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Commands_are_retried_unless_that_is_switched_off(bool disabled, bool retries)
    {
        using var ledger = Open(new() { ["ConnectionStrings:smartmoney"] = "Host=model" }, settings => settings.DisableRetry = disabled);

        ledger.Database.CreateExecutionStrategy().RetriesOnFailure.ShouldBe(retries);
    }

    [Fact]
    public async Task The_health_check_bears_the_contexts_name_is_there_once_and_fails_without_a_database()
    {
        var nowhere = $"Host=127.0.0.1;Port={Nowhere.FreePort()};Timeout=2";
        using var app = Build(new() { ["ConnectionStrings:smartmoney"] = nowhere }, more: builder => builder.EnrichNpgsqlDbContext<LedgerContext>());

        var report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        report.Entries.ShouldHaveSingleItem().Key.ShouldBe(nameof(LedgerContext));
        report.Status.ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public void No_health_check_where_it_is_switched_off()
    {
        using var app = Build([], settings => settings.DisableHealthChecks = true);

        app.Services.GetService<HealthCheckService>().ShouldBeNull();
    }

    [Fact]
    public void In_development_a_context_that_is_registered_twice_is_an_error()
    {
        var builder = Builder([]);
        builder.Environment.EnvironmentName = "Development";
        builder.AddNpgsqlDbContext<LedgerContext>("smartmoney");

        Should.Throw<InvalidOperationException>(() => builder.AddNpgsqlDbContext<LedgerContext>("smartmoney")).Message.ShouldContain(nameof(LedgerContext));
    }

    [Fact]
    public void Only_a_registered_context_can_be_enriched() =>
        Should.Throw<InvalidOperationException>(() => Builder([]).EnrichNpgsqlDbContext<LedgerContext>()).Message.ShouldContain("AddDbContext");

    [Fact]
    public void A_context_of_ones_own_is_enriched_with_retries_and_timeout()
    {
        using var ledger = Enriched(_ => { }, settings => settings.CommandTimeout = 7);

        ledger.Database.GetConnectionString().ShouldBe("Host=own");
        ledger.Database.GetCommandTimeout().ShouldBe(7);
        ledger.Database.CreateExecutionStrategy().ShouldBeOfType<NpgsqlRetryingExecutionStrategy>();
    }

    [Fact]
    public void Two_different_timeouts_are_an_error() =>
        Should.Throw<InvalidOperationException>(() => Enriched(npgsql => npgsql.CommandTimeout(5), settings => settings.CommandTimeout = 7))
            .Message.ShouldContain("command timeout");

    [Fact]
    public void A_foreign_execution_strategy_is_an_error_unless_retries_are_switched_off()
    {
        using var kept = Enriched(npgsql => npgsql.ExecutionStrategy(d => new NonRetryingExecutionStrategy(d)), settings => settings.DisableRetry = true);
        kept.Database.CreateExecutionStrategy().ShouldBeOfType<NonRetryingExecutionStrategy>();

        using var refused = Enriched(npgsql => npgsql.ExecutionStrategy(d => new NonRetryingExecutionStrategy(d)), _ => { });
        Should.Throw<InvalidOperationException>(() => refused.Database.CreateExecutionStrategy()).Message.ShouldContain("DisableRetry");
    }

    private static HostApplicationBuilder Builder(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddLogging();
        return builder;
    }

    private static IHost Build(
        Dictionary<string, string?> settings,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configure = null,
        Action<DbContextOptionsBuilder>? options = null,
        Action<HostApplicationBuilder>? more = null)
    {
        var builder = Builder(settings);
        builder.AddNpgsqlDbContext<LedgerContext>("smartmoney", configure, options);
        more?.Invoke(builder);
        return builder.Build();
    }

    private static LedgerContext Open(
        Dictionary<string, string?> settings,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configure = null,
        Action<DbContextOptionsBuilder>? options = null) =>
        Build(settings, configure, options).Services.CreateScope().ServiceProvider.GetRequiredService<LedgerContext>();

    private static LedgerContext Enriched(
        Action<Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder> own,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings> configure)
    {
        var builder = Builder([]);
        builder.Services.AddDbContext<LedgerContext>(options => options.UseNpgsql("Host=own", own));
        builder.EnrichNpgsqlDbContext<LedgerContext>(configure);
        return builder.Build().Services.CreateScope().ServiceProvider.GetRequiredService<LedgerContext>();
    }

    private sealed class LedgerContext(DbContextOptions<LedgerContext> options) : DbContext(options);
}
