using Npgsql;
using SmartMoney.Api.Infrastructure;

namespace SmartMoney.Api.Data;

/// <summary>
/// The one-shot <c>migrate</c>: reads <c>ConnectionStrings__smartmoney</c> (a superuser's) and
/// <c>SmartMoney__AppRolePassword</c>. Ends with 0 when the database is at this build's schema, 1 when it is not.
/// </summary>
internal static class MigrateCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(string[] args)
    {
        if (await CommandSettings.ReadAsync("migrate", args, Console.Error) is not { } configuration)
            return 1;
        if (configuration.GetConnectionString("smartmoney") is not { Length: > 0 } superuser)
        {
            await Console.Error.WriteLineAsync("migrate: set ConnectionStrings__smartmoney to the connection string of a superuser.");
            return 1;
        }

        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await MigrateAsync(superuser, configuration["SmartMoney:AppRolePassword"], patience.Token);
            await Console.Out.WriteLineAsync("migrate: the database is at this build's schema.");
            return 0;
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"migrate: failed, the schema is as it was: {failure.Message}");
            return 1;
        }
    }

    // A server that is still starting refuses connections: worth waiting for. Anything else is not.
    private static async Task MigrateAsync(string superuser, string? password, CancellationToken cancel)
    {
        for (; ; )
        {
            try
            {
                await Migrator.MigrateAsync(superuser, password, cancel);
                return;
            }
            catch (NpgsqlException notYet) when (notYet.IsTransient)
            {
                await Console.Error.WriteLineAsync($"migrate: waiting for the database: {notYet.Message}");
                await Task.Delay(TimeSpan.FromSeconds(1), cancel);
            }
        }
    }
}
