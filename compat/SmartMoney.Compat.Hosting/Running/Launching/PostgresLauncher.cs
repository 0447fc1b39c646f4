using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using SmartMoney.Local.Postgres;

namespace Aspire.Hosting.Running.Launching;

/// <summary>
/// Starts PostgreSQL: not at all where a connection string is configured, from programs of this machine where there are any,
/// else as a container.
/// </summary>
internal sealed class PostgresLauncher(IConfiguration configuration, ContainerLauncher containers) : ILauncher
{
    public async Task<ILaunched> LaunchAsync(Launch launch, CancellationToken cancellationToken)
    {
        var server = (PostgresServerResource)launch.Resource;
        if (server.TryGetLastAnnotation<ExternalPostgresAnnotation>(out var external))
        {
            launch.Output.Say($"the configured server at {external.Place} is used");
            return new ExternalPostgres(external.Place);
        }

        var data = configuration[AppHostConfiguration.DataDirectoryKey]!;
        try
        {
            return PostgresSearch.Find(data) is { } binaries
                ? await StartAsync(server, launch, data, binaries, cancellationToken)
                : await containers.LaunchAsync(launch, cancellationToken);
        }
        catch (Exception e) when (e is LocalPostgresException or IOException)
        {
            throw new DistributedApplicationException(e.Message, e);
        }
    }

    private async Task<ILaunched> StartAsync(PostgresServerResource server, Launch launch, string data, PostgresBinaries binaries, CancellationToken cancellationToken)
    {
        var temporary = configuration.GetValue(AppHostConfiguration.TemporaryDataKey, defaultValue: false);
        launch.Output.Say($"PostgreSQL {binaries.Version} from {binaries.Directory}");
        var running = await LocalPostgres.StartAsync(
            new LocalPostgresOptions(data, (await server.PasswordParameter.GetValueAsync(cancellationToken))!)
            {
                UserName = (await server.UserNameReference.GetValueAsync(cancellationToken))!,
                Port = server.PrimaryEndpoint.Port,
                Binaries = binaries,
                Durable = !temporary,
                OnLine = launch.Output.Line,
            },
            cancellationToken);
        return new LaunchedPostgres(running);
    }

    private sealed class LaunchedPostgres(LocalPostgres running) : ILaunched
    {
        public int? ProcessId => running.ProcessId;

        public Task<int> Exited => running.Exited;

        public IReadOnlyList<ResourcePropertySnapshot> Facts { get; } =
        [
            new(KnownProperties.ExecutablePath, Path.Combine(running.Binaries.Directory, "postgres")),
            new("postgres.version", running.Binaries.Version),
            new("postgres.data", running.DataDirectory),
        ];

        public Task StopAsync() => running.StopAsync();

        public ValueTask DisposeAsync() => running.DisposeAsync();
    }

    // There is nothing to stop: the server belongs to someone else.
    private sealed class ExternalPostgres(string place) : ILaunched
    {
        private readonly TaskCompletionSource<int> _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int? ProcessId => null;

        public Task<int> Exited => _released.Task;

        public IReadOnlyList<ResourcePropertySnapshot> Facts { get; } = [new("postgres.place", place)];

        public Task StopAsync()
        {
            _released.TrySetResult(0);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            _released.TrySetResult(0);
            return ValueTask.CompletedTask;
        }
    }
}
