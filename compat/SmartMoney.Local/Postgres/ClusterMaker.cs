using SmartMoney.Local.Processes;

namespace SmartMoney.Local.Postgres;

/// <summary>Makes a server's data folder, and mends its password.</summary>
internal sealed class ClusterMaker(LocalPostgresOptions options, PostgresBinaries binaries, ClusterFolder folder)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Makes the folder unless it is there. One that was begun and not finished is made anew.</summary>
    /// <exception cref="LocalPostgresException">initdb failed; the message has its last words.</exception>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(folder.Path, "PG_VERSION")))
        {
            return;
        }

        if (Directory.Exists(folder.Path) && Directory.EnumerateFileSystemEntries(folder.Path).Any())
        {
            throw new LocalPostgresException($"{folder.Path} holds something, but no PostgreSQL data; move it away");
        }

        var begun = folder.Path + ".new";
        RemoveIfThere(begun);
        folder.MakePrivate(begun);
        var passwordFile = Path.Combine(begun, "password");
        var cluster = Path.Combine(begun, "cluster");
        await WritePrivateAsync(passwordFile, options.Password, cancellationToken);
        List<string> arguments =
        [
            "-D", cluster, "-U", options.UserName, "--pwfile", passwordFile, "--encoding", "UTF8",
            "--auth-host", "scram-sha-256", "--auth-local", "scram-sha-256",
        ];
        arguments.AddRange(OperatingSystem.IsLinux() ? ["--locale", "C.UTF-8"] : ["--no-locale"]);
        if (!options.Durable)
        {
            arguments.Add("--no-sync");
        }

        await RunAsync(binaries.InitDb, arguments, "initdb", cancellationToken);
        RemoveIfThere(folder.Path);
        Directory.Move(cluster, folder.Path);
        RemoveIfThere(begun);
    }

    /// <summary>Sets the superuser's password while the server is down, by its single-user mode.</summary>
    public async Task SetPasswordAsync(CancellationToken cancellationToken)
    {
        var script = folder.Path + ".sql";
        var sql = $"ALTER ROLE {Quote(options.UserName, '"')} PASSWORD {Quote(options.Password, '\'')};\n";
        await WritePrivateAsync(script, sql, cancellationToken);
        try
        {
            await RunAsync("sh", ["-c", "exec \"$0\" --single -D \"$1\" -c log_statement=none postgres < \"$2\"", binaries.Postgres, folder.Path, script], "the change of the password", cancellationToken);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private async Task RunAsync(string program, IReadOnlyList<string> arguments, string what, CancellationToken cancellationToken)
    {
        var last = new LastLines();
        await using var process = ChildProcess.Start(new ChildProcessStart(program, arguments)
        {
            RunAs = folder.RunAs,
            WorkingDirectory = Path.GetDirectoryName(folder.Path),
            Environment = PostgresEnvironment.Current(),
            OnLine = (line, _) => last.Add(line),
        });
        var exitCode = await process.Exited.WaitAsync(Limit, cancellationToken);
        if (exitCode != 0)
        {
            throw new LocalPostgresException(FormattableString.Invariant($"{what} failed with exit code {exitCode}: {last}"));
        }
    }

    private async Task WritePrivateAsync(string path, string text, CancellationToken cancellationToken)
    {
        var file = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var stream = new FileStream(path, file))
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken);
        }

        if (folder.RunAs is { } user)
        {
            Posix.ChangeOwner(path, user.Id, user.GroupId);
        }
    }

    private static string Quote(string text, char mark) => $"{mark}{text.Replace($"{mark}", $"{mark}{mark}", StringComparison.Ordinal)}{mark}";

    private static void RemoveIfThere(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
