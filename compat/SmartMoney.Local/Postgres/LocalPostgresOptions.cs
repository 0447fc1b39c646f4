namespace SmartMoney.Local.Postgres;

/// <summary>What kind of server is wanted.</summary>
/// <param name="DataFolder">The folder that holds the data, a subfolder for each major version.</param>
/// <param name="Password">The superuser's password, without line breaks. A kept server that has another gets this one.</param>
public sealed record LocalPostgresOptions(string DataFolder, string Password)
{
    /// <summary>The superuser's name, fixed when the data is first made.</summary>
    public string UserName { get; init; } = "postgres";

    /// <summary>The port; any free one when null.</summary>
    public int? Port { get; init; }

    /// <summary>The programs; looked for when null.</summary>
    public PostgresBinaries? Binaries { get; init; }

    /// <summary>Whether data must survive a power cut. Tests are faster without.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Whether the data folder is removed at the end, also when this process is killed.</summary>
    public bool Temporary { get; init; }

    /// <summary>Server settings.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Is called with each line of the server's log, and whether it is an error of ours to see.</summary>
    public Action<string, bool>? OnLine { get; init; }
}

/// <summary>A server could not be brought up. The message says why and what helps, in one line.</summary>
public sealed class LocalPostgresException : Exception
{
    /// <summary>Without a message.</summary>
    public LocalPostgresException()
    {
    }

    /// <param name="message">Why, and what helps.</param>
    public LocalPostgresException(string message)
        : base(message)
    {
    }

    /// <param name="message">Why, and what helps.</param>
    /// <param name="innerException">The cause.</param>
    public LocalPostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
