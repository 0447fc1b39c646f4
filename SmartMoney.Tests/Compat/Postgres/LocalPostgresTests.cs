using System.Globalization;
using Npgsql;
using Shouldly;
using SmartMoney.Local.Ports;
using SmartMoney.Local.Postgres;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Compat.Postgres;

/// <summary>A server from this machine's own programs, on each major version that is here.</summary>
[Trait("needs", "postgres")]
public abstract class LocalPostgresTests : IAsyncLifetime
{
    private readonly string _folder = CreatePassableFolder();
    private readonly List<string> _lines = [];
    private readonly PostgresBinaries _binaries;

    private protected LocalPostgresTests(PostgresInstallation installation)
        => _binaries = PostgresSearch.FindAll(Infrastructure.Repository.PathOf(".data")).First(b => b.Major == installation.Major);

    [RequiresFact]
    public async Task It_starts_and_answers_and_leaves_a_clean_shutdown()
    {
        await using (var server = await StartAsync())
        {
            (await ScalarAsync(server, "SHOW server_version_num")).ToString()!.ShouldStartWith(_binaries.Major.ToString(CultureInfo.InvariantCulture));
            (await ScalarAsync(server, "SHOW password_encryption")).ShouldBe("scram-sha-256");
            await ScalarAsync(server, "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        _lines.ShouldContain(line => line.Contains("database system is shut down", StringComparison.Ordinal));
        _lines.Clear();

        await using (var again = await StartAsync())
        {
            (await ScalarAsync(again, "SELECT answer FROM kept")).ShouldBe(42);
        }

        _lines.ShouldNotContain(line => line.Contains("recovery", StringComparison.Ordinal));
    }

    [RequiresFact]
    public async Task A_changed_password_is_taken_over()
    {
        await (await StartAsync("first")).DisposeAsync();

        await using var server = await StartAsync("it's \"new\"");

        (await ScalarAsync(server, "SELECT 1")).ShouldBe(1);
    }

    [RequiresFact]
    public async Task A_file_of_a_server_that_is_gone_is_no_hindrance()
    {
        await (await StartAsync()).DisposeAsync();
        var cluster = Directory.EnumerateDirectories(_folder, "postgres-*").Single();

        // The process id is in use, by this very test, which is no server of that folder.
        await File.WriteAllTextAsync(Path.Combine(cluster, "postmaster.pid"), $"{Environment.ProcessId}\n{cluster}\n");

        await using var server = await StartAsync();
        (await ScalarAsync(server, "SELECT 1")).ShouldBe(1);
    }

    [RequiresFact]
    public async Task An_initdb_that_was_cut_off_is_made_anew()
    {
        Directory.CreateDirectory(Path.Combine(_folder, FormattableString.Invariant($"postgres-{_binaries.Major}.new"), "cluster", "base"));

        await using var server = await StartAsync();
        (await ScalarAsync(server, "SELECT 1")).ShouldBe(1);
    }

    [RequiresFact]
    public async Task A_taken_port_is_named()
    {
        await using var first = await StartAsync();
        var other = CreatePassableFolder();
        try
        {
            var problem = await Should.ThrowAsync<LocalPostgresException>(() => LocalPostgres.StartAsync(new LocalPostgresOptions(other, "secret") { Binaries = _binaries, Port = first.Port, Durable = false }));
            problem.Message.ShouldBe($"port {first.Port} is taken by process {first.ProcessId} (postgres)");
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    [RequiresFact]
    public async Task Temporary_data_goes_with_the_server()
    {
        var server = await LocalPostgres.StartAsync(Options("secret") with { Temporary = true });
        Directory.Exists(server.DataDirectory).ShouldBeTrue();

        await server.DisposeAsync();

        Directory.Exists(_folder).ShouldBeFalse();
        FreePorts.IsFree(server.Port).ShouldBeTrue();
    }

    [RequiresFact]
    public async Task A_folder_that_the_servers_user_cannot_enter_is_replaced_by_one_it_can()
    {
        var closed = Directory.CreateTempSubdirectory("smartmoney-closed-");
        try
        {
            await using var server = await LocalPostgres.StartAsync(Options("secret") with { DataFolder = closed.FullName });

            // Only root runs the server as somebody else.
            server.DataDirectory.StartsWith(closed.FullName, StringComparison.Ordinal).ShouldBe(Environment.UserName != "root");
            (await ScalarAsync(server, "SELECT 1")).ShouldBe(1);
            if (Environment.UserName == "root")
            {
                _lines.ShouldContain(line => line.Contains("is closed to the user", StringComparison.Ordinal));
                await server.StopAsync();
                Directory.Delete(Path.GetDirectoryName(server.DataDirectory)!, recursive: true);
            }
        }
        finally
        {
            closed.Delete(recursive: true);
        }
    }

    [RequiresFact]
    public async Task Data_in_use_is_named_with_the_process_that_uses_it()
    {
        await using var first = await StartAsync();

        (await Should.ThrowAsync<LocalPostgresException>(() => StartAsync())).Message.ShouldContain($"is in use by process {first.ProcessId} (postgres)");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        return Task.CompletedTask;
    }

    private static string CreatePassableFolder()
    {
        // Open to the server's own user, where the tests are root's.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"smartmoney-local-{Guid.NewGuid():N}"));
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute;
        }

        return folder.FullName;
    }

    private static async Task<object> ScalarAsync(LocalPostgres server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return (await command.ExecuteScalarAsync())!;
    }

    private Task<LocalPostgres> StartAsync(string password = "secret") => LocalPostgres.StartAsync(Options(password));

    private LocalPostgresOptions Options(string password) => new(_folder, password)
    {
        Binaries = _binaries,
        Durable = false,
        OnLine = (line, _) =>
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        },
    };
}

/// <summary>On Debian's version.</summary>
public sealed class LocalPostgresTestsOn15() : LocalPostgresTests(PostgresInstallation.Debian15), IClassFixture<Programs15>;

/// <summary>On npm's version.</summary>
public sealed class LocalPostgresTestsOn18() : LocalPostgresTests(PostgresInstallation.Npm18), IClassFixture<Programs18>;

/// <summary>Needs Debian's programs.</summary>
public sealed class Programs15 : IRequirement
{
    /// <inheritdoc/>
    public static string? Missing => PostgresInstallation.Debian15.Missing;
}

/// <summary>Needs npm's programs.</summary>
public sealed class Programs18 : IRequirement
{
    /// <inheritdoc/>
    public static string? Missing => PostgresInstallation.Npm18.Missing;
}
