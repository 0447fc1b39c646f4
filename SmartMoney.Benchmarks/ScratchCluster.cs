using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace SmartMoney.Benchmarks;

/// <summary>A PostgreSQL server of its own for one benchmark, durable as in production, gone afterwards.</summary>
internal sealed class ScratchCluster : IAsyncDisposable
{
    private readonly string directory = Path.Combine(Path.GetTempPath(), "smartmoney-bench-" + Guid.NewGuid().ToString("N")[..8]);
    private readonly string binaries;
    private readonly int port = FreePort();

    private ScratchCluster(string binaries) => this.binaries = binaries;

    /// <summary>Connection string of the superuser.</summary>
    public string Superuser => $"Host=127.0.0.1;Port={port};Username=postgres;Database=smartmoney;Include Error Detail=true";

    /// <summary>Initialises and starts a server from the newest binaries found.</summary>
    /// <exception cref="InvalidOperationException">No binaries were found, or the server did not start.</exception>
    public static async Task<ScratchCluster> StartAsync()
    {
        var found = Environment.GetEnvironmentVariable("SMARTMONEY_POSTGRES_BIN")
            ?? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(path => Path.Combine(path, "bin")).FirstOrDefault()
            ?? throw new InvalidOperationException("No PostgreSQL binaries: set SMARTMONEY_POSTGRES_BIN to the folder that has initdb.");
        var cluster = new ScratchCluster(found);
        Directory.CreateDirectory(cluster.directory);
        if (Environment.UserName == "root")
            await cluster.RunAsync("chown", "postgres", cluster.directory);
        await cluster.ServerAsync("initdb", "-D", cluster.directory, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        await cluster.ServerAsync("pg_ctl", "-D", cluster.directory, "-w", "-l", Path.Combine(cluster.directory, "log"), "-o",
            $"-p {cluster.port.ToString(CultureInfo.InvariantCulture)} -k {cluster.directory} -c shared_buffers=256MB -c max_wal_size=4GB", "start");
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ServerAsync("pg_ctl", "-D", directory, "-m", "fast", "-w", "stop");
        Directory.Delete(directory, recursive: true);
    }

    // The server refuses to run as root.
    private Task ServerAsync(string program, params string[] arguments) => Environment.UserName == "root"
        ? RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(binaries, program), .. arguments])
        : RunAsync(Path.Combine(binaries, program), arguments);

    private async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = directory })!;
        // pg_ctl's server keeps the pipe open: read until the tool ends, not until the pipe does.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        while (!process.HasExited)
            await Task.Delay(20);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
