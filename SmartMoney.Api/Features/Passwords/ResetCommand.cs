using Npgsql;
using SmartMoney.Api.Infrastructure.Audit;
using SmartMoney.Api.Infrastructure.Authentication;

namespace SmartMoney.Api.Features.Passwords;

/// <summary>
/// The operator's command <c>reset-password EMAIL [--remove-second-factor]</c>, run where the API runs, with its environment: prints a link by
/// which that user sets a new password, once, within 30 minutes. Who lost the second factor too gets it taken off here, and nowhere else.
/// </summary>
internal static class ResetCommand
{
    private const string Usage = "usage: SmartMoney.Api reset-password EMAIL [--remove-second-factor]";
    private const string RemoveSecondFactor = "--remove-second-factor";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <param name="args">Whose, and options.</param>
    /// <param name="configuration">The API's.</param>
    /// <param name="output">Gets the link alone, so that it can be piped.</param>
    /// <param name="problems">Gets what is said to the operator.</param>
    /// <returns>0; 1 when it could not be done; 2 for a call that is not understood.</returns>
    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, TextWriter output, TextWriter problems)
    {
        var (emails, options) = (args.Where(arg => !arg.StartsWith('-')).ToList(), args.Where(arg => arg.StartsWith('-')).ToList());
        if (emails is not [var email] || options.Except([RemoveSecondFactor], StringComparer.Ordinal).Any())
        {
            await problems.WriteLineAsync(Usage);
            return 2;
        }

        if (configuration.GetConnectionString("smartmoney") is not { Length: > 0 } database)
        {
            await problems.WriteLineAsync("reset-password: set ConnectionStrings__smartmoney to the API's connection string.");
            return 1;
        }

        try
        {
            return await MakeAsync(database, email.Trim(), options.Count > 0, configuration["SmartMoney:PublicUrl"], output, problems);
        }
        catch (NpgsqlException failure)
        {
            await problems.WriteLineAsync($"reset-password: the database did not do it: {failure.Message}");
            return 1;
        }
    }

    private static async Task<int> MakeAsync(string database, string email, bool removeSecondFactor, string? publicUrl, TextWriter output, TextWriter problems)
    {
        var (token, until) = (TokenText.Create(), TimeProvider.System.GetUtcNow() + Lifetime);
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // As the look-up at sign-in: upper case, in any script. Locked first, as by whoever changes their own access.
        var user = await ScalarAsync("SELECT id FROM users WHERE normalized_email = $1 FOR NO KEY UPDATE", email.Normalize().ToUpperInvariant());
        if (user is not Guid id)
        {
            await problems.WriteLineAsync($"reset-password: nobody signs in with '{email}'.");
            return 1;
        }

        await ScalarAsync("DELETE FROM password_resets WHERE user_id = $1", id);
        await ScalarAsync("INSERT INTO password_resets (hash, user_id, expires_at) VALUES ($1, $2, $3)", TokenText.HashOf(token), id, until);
        if (removeSecondFactor)
        {
            foreach (var table in (string[])["authenticators", "user_passkeys", "recovery_codes", "trusted_browsers"])
                await ScalarAsync($"DELETE FROM {table} WHERE user_id = $1", id);
            // What has begun without the factor does not count any more, nor with it.
            await ScalarAsync("UPDATE users SET security_stamp = $2 WHERE id = $1", id, Guid.NewGuid().ToString());
            await RecordAsync(AuditKind.SecondFactorRemoved);
        }

        await RecordAsync(AuditKind.ResetLinkMade);

        await transaction.CommitAsync();
        await output.WriteLineAsync($"{(publicUrl?.TrimEnd('/') is { Length: > 0 } url ? url : "http://localhost:8080")}/reset?token={token}");
        await problems.WriteLineAsync($"Good once, for 30 minutes. Hand it to the owner of '{email}' and to nobody else."
            + (removeSecondFactor ? " The second factor was taken off." : ""));
        return 0;

        Task RecordAsync(AuditKind kind)
        {
            var now = TimeProvider.System.GetUtcNow();
            return ScalarAsync("SELECT record_audit($1, $2, $3, NULL, $4, NULL, '', 'reset-password')", Guid.CreateVersion7(now), now, id, AuditLog.NameOf(kind));
        }

        async Task<object?> ScalarAsync(string sql, params object[] values)
        {
#pragma warning disable CA2100 // The texts above are constants; values are parameters.
            await using var command = new NpgsqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            return await command.ExecuteScalarAsync();
        }
    }
}
