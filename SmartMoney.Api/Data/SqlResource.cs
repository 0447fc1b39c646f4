namespace SmartMoney.Api.Data;

/// <summary>The SQL files that are built into the assembly.</summary>
internal static class SqlResource
{
    private const string Prefix = "SmartMoney.Api.Data.Sql.";

    /// <summary>Reads a file of <c>Data/Sql</c> by its name.</summary>
    public static string Read(string name)
    {
        using var reader = Open(name);
        return reader.ReadToEnd();
    }

    /// <inheritdoc cref="Read"/>
    public static async Task<string> ReadAsync(string name, CancellationToken cancel)
    {
        using var reader = Open(name);
        return await reader.ReadToEndAsync(cancel);
    }

    private static StreamReader Open(string name) =>
        new(typeof(SqlResource).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new InvalidOperationException($"No SQL resource '{name}' in the assembly."));
}
