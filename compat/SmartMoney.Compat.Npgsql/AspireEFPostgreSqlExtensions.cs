using System.Globalization;
using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql.EntityFrameworkCore.PostgreSQL;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Connects Entity Framework contexts to a PostgreSQL database of the app model, with health check and telemetry.
/// Stands in for the package Aspire.Npgsql.EntityFrameworkCore.PostgreSQL.
/// </summary>
public static class AspireEFPostgreSqlExtensions
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    /// <summary>
    /// Registers a pooled <typeparamref name="TContext"/> on the connection string called <paramref name="connectionName"/>.
    /// A missing connection string is an error when the context is first made, not here: tools and manifests start without one.
    /// </summary>
    /// <exception cref="InvalidOperationException">In Development: the context is registered already.</exception>
    public static void AddNpgsqlDbContext<TContext>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null,
        Action<DbContextOptionsBuilder>? configureDbContextOptions = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        if (builder.Environment.IsDevelopment() && IsRegistered<TContext>(builder.Services))
            throw new InvalidOperationException(
                $"{typeof(TContext).Name} is registered already. Register it with AddNpgsqlDbContext only, or keep AddDbContext and call EnrichNpgsqlDbContext<{typeof(TContext).Name}>().");

        var settings = ReadSettings<TContext>(builder.Configuration, connectionName);
        if (builder.Configuration.GetConnectionString(connectionName) is { } connectionString)
            settings.ConnectionString = connectionString;
        configureSettings?.Invoke(settings);

        builder.Services.AddDbContextPool<TContext>(options =>
        {
            if (string.IsNullOrEmpty(settings.ConnectionString))
                throw new InvalidOperationException(
                    $"No connection string for {typeof(TContext).Name}: set ConnectionStrings:{connectionName} (environment ConnectionStrings__{connectionName}) or {Section}:ConnectionString.");
            options.UseNpgsql(settings.ConnectionString, npgsql =>
            {
                if (!settings.DisableRetry)
                    npgsql.EnableRetryOnFailure();
                if (settings.CommandTimeout is { } seconds)
                    npgsql.CommandTimeout(seconds);
            });
            configureDbContextOptions?.Invoke(options);
        });
        AddHealthAndTelemetry<TContext>(builder, settings);
    }

    /// <summary>
    /// Adds retries, command timeout, health check and telemetry to a <typeparamref name="TContext"/> that the caller has registered.
    /// </summary>
    /// <exception cref="InvalidOperationException">The context is not registered; or, when it is first made, its own strategy or timeout contradicts the settings.</exception>
    public static void EnrichNpgsqlDbContext<TContext>(
        this IHostApplicationBuilder builder,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!IsRegistered<TContext>(builder.Services))
            throw new InvalidOperationException($"{typeof(TContext).Name} is not registered: call AddDbContext before EnrichNpgsqlDbContext.");

        var settings = ReadSettings<TContext>(builder.Configuration, connectionName: null);
        configureSettings?.Invoke(settings);
        builder.Services.ConfigureDbContext<TContext>(options => Enrich<TContext>(options, settings));
        AddHealthAndTelemetry<TContext>(builder, settings);
    }

    private static void Enrich<TContext>(DbContextOptionsBuilder options, NpgsqlEntityFrameworkCorePostgreSQLSettings settings)
    {
#pragma warning disable EF1001 // Only the provider's own options extension tells what the caller has configured.
        var extension = options.Options.FindExtension<NpgsqlOptionsExtension>();
#pragma warning restore EF1001
        if (settings.CommandTimeout is { } wanted && extension?.CommandTimeout is { } present && present != wanted)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"{typeof(TContext).Name} has a command timeout of {present} s in its options and of {wanted} s in its settings: keep one."));
        if (extension is null)
            return;

        options.UseNpgsql(npgsql =>
        {
            if (settings.CommandTimeout is { } seconds)
                npgsql.CommandTimeout(seconds);
            if (settings.DisableRetry)
                return;
            if (extension.ExecutionStrategyFactory is null)
                npgsql.EnableRetryOnFailure();
            else
                RefuseForeignStrategy<TContext>(npgsql, extension.ExecutionStrategyFactory);
        });
    }

    /// <summary>Leaves Npgsql's own retrying strategy as configured and refuses any other, once it is first built.</summary>
    private static void RefuseForeignStrategy<TContext>(
        NpgsqlDbContextOptionsBuilder npgsql,
        Func<ExecutionStrategyDependencies, IExecutionStrategy> factory) =>
        npgsql.ExecutionStrategy(dependencies => factory(dependencies) is NpgsqlRetryingExecutionStrategy own
            ? own
            : throw new InvalidOperationException(
                $"{typeof(TContext).Name} has an execution strategy of its own: set DisableRetry, or remove the strategy."));

    private static bool IsRegistered<TContext>(IServiceCollection services)
        where TContext : DbContext =>
        services.Any(static s => s.ServiceType == typeof(DbContextOptions<TContext>));

    private static NpgsqlEntityFrameworkCorePostgreSQLSettings ReadSettings<TContext>(IConfiguration configuration, string? connectionName)
    {
        var settings = new NpgsqlEntityFrameworkCorePostgreSQLSettings();
        var section = configuration.GetSection(Section);
        section.Bind(settings);
        if (connectionName is not null)
            section.GetSection(connectionName).Bind(settings);
        section.GetSection(typeof(TContext).Name).Bind(settings);
        return settings;
    }

    private static void AddHealthAndTelemetry<TContext>(IHostApplicationBuilder builder, NpgsqlEntityFrameworkCorePostgreSQLSettings settings)
        where TContext : DbContext
    {
        if (!settings.DisableHealthChecks)
            builder.Services.Configure<HealthCheckServiceOptions>(static options =>
            {
                if (!options.Registrations.Any(static r => r.Name == typeof(TContext).Name))
                    options.Registrations.Add(new HealthCheckRegistration(
                        typeof(TContext).Name,
                        static services => ActivatorUtilities.CreateInstance<DbContextCheck<TContext>>(services),
                        failureStatus: null,
                        tags: null));
            });
        if (!settings.DisableHealthChecks)
            builder.Services.AddHealthChecks();
        if (!settings.DisableTracing)
            builder.Services.AddOpenTelemetry().WithTracing(static tracing => tracing.AddSource("Npgsql"));
        if (!settings.DisableMetrics)
            builder.Services.AddOpenTelemetry().WithMetrics(static metrics => metrics.AddMeter("Npgsql"));
    }
}
