using System.Globalization;

namespace SmartMoney.Local.Postgres;

/// <summary>The server's command line.</summary>
internal static class ServerArguments
{
    public static IEnumerable<string> Of(LocalPostgresOptions options, string cluster, int port)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["listen_addresses"] = "localhost",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),

            // No socket file: a path below a checkout may be longer than the 107 bytes that one may have.
            ["unix_socket_directories"] = "",
            ["logging_collector"] = "off",
            ["log_destination"] = "stderr",
        };
        if (!options.Durable)
        {
            settings["fsync"] = "off";
            settings["synchronous_commit"] = "off";
            settings["full_page_writes"] = "off";
        }

        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        return ((IEnumerable<string>)["-D", cluster]).Concat(settings.SelectMany(s => (string[])["-c", $"{s.Key}={s.Value}"]));
    }

    /// <summary>Whether a line of the server's log tells of a failure; it writes all its lines to standard error.</summary>
    public static bool IsFailure(string line)
        => line.Contains("ERROR: ", StringComparison.Ordinal) || line.Contains("FATAL: ", StringComparison.Ordinal) || line.Contains("PANIC: ", StringComparison.Ordinal);
}
