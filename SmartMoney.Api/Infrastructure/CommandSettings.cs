using SmartMoney.ServiceDefaults.Secrets;

namespace SmartMoney.Api.Infrastructure;

/// <summary>What a command of the API's program is told: its environment, its arguments, and the secret files that they name.</summary>
internal static class CommandSettings
{
    /// <summary>Reads it.</summary>
    /// <param name="command">The command, for messages.</param>
    /// <param name="args">Arguments such as <c>--key=value</c>.</param>
    /// <param name="problems">Gets what is wrong.</param>
    /// <returns>Null when a secret is missing; that was said.</returns>
    public static async Task<IConfiguration?> ReadAsync(string command, string[] args, TextWriter problems)
    {
        try
        {
            return new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).AddSecretFiles().Build();
        }
        catch (SecretFileException missing)
        {
            await problems.WriteLineAsync($"{command}: {missing.Message}");
            return null;
        }
    }
}
