using Npgsql;
using SmartMoney.Local.Ports;
using SmartMoney.Local.Processes;

namespace SmartMoney.Local.Postgres;

/// <summary>
/// A PostgreSQL server of this machine's own programs, listening on localhost only.
/// It ends, by an orderly fast shutdown, at the latest with this process.
/// </summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(30);

    private readonly LocalPostgresOptions _options;
    private readonly ChildProcess _process;

    private LocalPostgres(LocalPostgresOptions options, PostgresBinaries binaries, ClusterFolder folder, int port, ChildProcess process)
    {
        _options = options;
        _process = process;
        Binaries = binaries;
        DataDirectory = folder.Path;
        Port = port;
    }

    /// <summary>The programs it runs from.</summary>
    public PostgresBinaries Binaries { get; }

    /// <summary>The folder with its data.</summary>
    public string DataDirectory { get; }

    /// <summary>The port on localhost.</summary>
    public int Port { get; }

    /// <summary>The server's process id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The superuser's connection string, to the database <c>postgres</c>.</summary>
    public string ConnectionString => Address(_options, Port).ConnectionString;

    /// <summary>Ends with the server: its exit code.</summary>
    public Task<int> Exited => _process.Exited;

    /// <summary>Finds the programs, makes the data folder where needed, starts the server, and returns when it answers.</summary>
    /// <exception cref="LocalPostgresException">Says why not, and what helps.</exception>
    public static async Task<LocalPostgres> StartAsync(LocalPostgresOptions options, CancellationToken cancellationToken = default)
    {
        var binaries = options.Binaries ?? PostgresSearch.Find(options.DataFolder)
            ?? throw new LocalPostgresException($"no PostgreSQL {PostgresBinaries.OldestMajor} or newer was found on PATH or in the usual folders; install one, or name its folder in {PostgresSearch.BinVariable}");
        void Say(string line) => options.OnLine?.Invoke(line, false);
        if (options.Temporary)
        {
            ChildWatchdog.RemoveLater(options.DataFolder);
        }

        var folder = ClusterFolder.Choose(options.DataFolder, binaries.Major, Say);
        binaries = ReachableBinaries.For(folder, binaries, Say);
        var maker = new ClusterMaker(options, binaries, folder);
        try
        {
            OtherMajors.Mention(folder.Path, binaries.Major, Say);
            await maker.MakeAsync(cancellationToken);
            await PostmasterFile.ClearAsync(folder.Path, cancellationToken);
            return await LaunchAsync(options, binaries, folder, cancellationToken)
                ?? await LaunchWithNewPasswordAsync(options, binaries, folder, maker, cancellationToken);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LocalPostgresException($"{folder.Path} belongs to another user, perhaps because an earlier run was root's: run as that user, or remove it", e);
        }
        catch (IOException e)
        {
            throw new LocalPostgresException(e.Message, e);
        }
    }

    /// <summary>Stops the server by a fast shutdown: connections end, data is written, the next start needs no recovery.</summary>
    public Task StopAsync() => _process.StopAsync(StopGrace);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _process.DisposeAsync();
        if (_options.Temporary && Directory.Exists(_options.DataFolder))
        {
            Directory.Delete(_options.DataFolder, recursive: true);
            ChildWatchdog.Removed(_options.DataFolder);
        }
    }

    private static async Task<LocalPostgres> LaunchWithNewPasswordAsync(LocalPostgresOptions options, PostgresBinaries binaries, ClusterFolder folder, ClusterMaker maker, CancellationToken cancellationToken)
    {
        options.OnLine?.Invoke("the data has another password: it is changed to the configured one", false);
        await maker.SetPasswordAsync(cancellationToken);
        return await LaunchAsync(options, binaries, folder, cancellationToken)
            ?? throw new LocalPostgresException($"{folder.Path} has another superuser than {options.UserName}, or refuses its password");
    }

    // Null when the server runs but refuses the password.
    private static async Task<LocalPostgres?> LaunchAsync(LocalPostgresOptions options, PostgresBinaries binaries, ClusterFolder folder, CancellationToken cancellationToken)
    {
        var port = options.Port ?? FreePorts.Next();
        if (options.Port is not null && !FreePorts.IsFree(port))
        {
            throw new LocalPostgresException(PortOwner.Describe(port));
        }

        var last = new LastLines();
        var process = ChildProcess.Start(new ChildProcessStart(binaries.Postgres, [.. ServerArguments.Of(options, folder.Path, port)])
        {
            RunAs = folder.RunAs,
            WorkingDirectory = Path.GetDirectoryName(folder.Path),
            Environment = PostgresEnvironment.Current(),
            StopSignal = StopSignal.Interrupt,
            OnLine = (line, isError) =>
            {
                last.Add(line);
                options.OnLine?.Invoke(line, isError && ServerArguments.IsFailure(line));
            },
        });
        var ready = false;
        try
        {
            ready = await Readiness.WaitAsync(Address(options, port), folder.Path, process, last, cancellationToken);
            return ready ? new LocalPostgres(options, binaries, folder, port, process) : null;
        }
        finally
        {
            if (!ready)
            {
                await process.StopAsync(StopGrace);
                await process.DisposeAsync();
            }
        }
    }

    private static NpgsqlConnectionStringBuilder Address(LocalPostgresOptions options, int port)
        => new() { Host = "localhost", Port = port, Username = options.UserName, Password = options.Password, Database = "postgres" };
}
