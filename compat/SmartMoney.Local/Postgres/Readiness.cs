using Npgsql;
using SmartMoney.Local.Processes;

namespace SmartMoney.Local.Postgres;

/// <summary>Waits until a server answers.</summary>
internal static class Readiness
{
    // Recovery after a crash may take its time.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>True when the server answers; false when it refuses the password.</summary>
    /// <exception cref="LocalPostgresException">It ended, or did not answer in time.</exception>
    public static async Task<bool> WaitAsync(NpgsqlConnectionStringBuilder address, string cluster, ChildProcess process, LastLines last, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var single = new NpgsqlConnectionStringBuilder(address.ConnectionString) { Pooling = false, Timeout = 5 };
        while (TimeProvider.System.GetElapsedTime(start) < Limit)
        {
            if (process.Exited.IsCompleted)
            {
                throw new LocalPostgresException(FormattableString.Invariant($"the server ended with exit code {await process.Exited}: {last}"));
            }

            // Asked before, the server would log a refusal.
            if (!PostmasterFile.SaysReady(cluster))
            {
                await Task.Delay(Pause, cancellationToken);
                continue;
            }

            try
            {
                await using var connection = new NpgsqlConnection(single.ConnectionString);
                await connection.OpenAsync(cancellationToken);
                return true;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
            {
                return false;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }

        throw new LocalPostgresException($"the server did not answer in {Limit.TotalMinutes:0} minutes: {last}");
    }
}
