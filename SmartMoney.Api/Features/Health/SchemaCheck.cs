using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartMoney.Api.Data;

namespace SmartMoney.Api.Features.Health;

/// <summary>Ready means: the database answers, and its schema has the last migration that this build was written for.</summary>
internal sealed class SchemaCheck(SmartMoneyContext db) : IHealthCheck
{
    /// <summary>The check's name.</summary>
    public const string Name = "schema";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var last = db.Database.GetMigrations().Last();
            return await db.Database.SqlQuery<bool>(
                $"""SELECT EXISTS (SELECT FROM "__EFMigrationsHistory" WHERE "MigrationId" = {last}) AS "Value" """).SingleAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The database lacks migration {last}: run 'SmartMoney.Api migrate'.");
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            // Whatever keeps the query from being answered, this replica cannot work.
            return HealthCheckResult.Unhealthy("The database does not answer, or has no schema.", away);
        }
    }
}
