using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Launching;

namespace Aspire.Hosting.Running.Replicas;

/// <summary>Says what happens to a replica: as its state, as events, and in words.</summary>
internal sealed class ReplicaReporter(RunContext context, IResource resource, string id)
{
    private bool _ready;

    /// <summary>Takes what its process writes.</summary>
    public ResourceOutput Output { get; } = new(context.Loggers.Log(id), Label(resource, id), context.Console, context.Mask, context.ForwardTo(resource));

    private static TimeProvider Clock => TimeProvider.System;

    public Task WaitingAsync(IReadOnlyList<WaitAnnotation> waits)
    {
        Output.Say($"waits for {string.Join(", ", waits.Select(w => w.Resource.Name).Distinct(StringComparer.Ordinal))}");
        return PublishAsync(s => Fresh(s) with { State = new(KnownResourceStates.Waiting, KnownResourceStateStyles.Info) });
    }

    /// <summary>What it waits for has gone, and it waits on.</summary>
    public void WaitsInVain(string what) => Output.Fail($"{resource.Name} is waiting, but {what}");

    public Task StartingAsync()
    {
        _ready = false;
        return PublishAsync(s => Fresh(s) with { State = new(KnownResourceStates.Starting, KnownResourceStateStyles.Info) });
    }

    public Task EnvironmentAsync(IReadOnlyDictionary<string, string> environment)
        => PublishAsync(s => s with { EnvironmentVariables = [.. environment.Select(v => new EnvironmentVariableSnapshot(v.Key, v.Value, IsFromSpec: true))] });

    public async Task RunningAsync(ILaunched launched)
    {
        var urls = await ResourceUrls.OfAsync(resource, context.Execution, CancellationToken.None);
        await PublishAsync(s =>
        {
            var facts = launched.Facts.Aggregate(s, (known, fact) => known.With(fact.Name, fact.Value, fact.IsSensitive));
            return facts.With(KnownProperties.ProcessId, launched.ProcessId) with
            {
                State = new(KnownResourceStates.Running, KnownResourceStateStyles.Success),
                StartTimeStamp = Clock.GetUtcNow().UtcDateTime,
                Urls = urls,
            };
        });
    }

    /// <summary>All checks have passed for the first time. Ends with the ready handlers.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        _ready = true;
        if (resource.HasAnnotationOfType<HealthCheckAnnotation>())
        {
            var urls = context.Notifications.TryGetCurrentState(id, out var known) ? known.Snapshot.Urls : [];
            Output.Say(urls is [var url, ..] ? $"ready at {url.Url}" : "ready");
        }

        await context.Eventing.PublishAsync(new ResourceReadyEvent(resource, context.Services), cancellationToken);
    }

    public Task StoppingAsync()
        => PublishAsync(s => s with { State = new(KnownResourceStates.Stopping, KnownResourceStateStyles.Info) });

    /// <summary>It was stopped.</summary>
    public async Task StoppedAsync(int? exitCode)
    {
        Output.Say("stopped");
        await PublishAsync(s => Ended(s, exitCode) with { State = new(KnownResourceStates.Exited, KnownResourceStateStyles.Info) });
        await PublishStoppedAsync();
    }

    /// <summary>It ended by itself.</summary>
    public async Task EndedAsync(int exitCode)
    {
        var code = exitCode.ToString(CultureInfo.InvariantCulture);
        if (exitCode == 0)
        {
            Output.Say("ended");
        }
        else
        {
            var when = _ready || !resource.HasAnnotationOfType<HealthCheckAnnotation>() ? "" : " before it was ready";
            var words = Output.LastError.Length > 0 ? $": {Output.LastError}" : "";
            Output.Fail($"{resource.Name} ended with exit code {code}{when}{words}");
        }

        var state = resource is ContainerResource ? KnownResourceStates.Exited : KnownResourceStates.Finished;
        var style = exitCode == 0 ? KnownResourceStateStyles.Success : KnownResourceStateStyles.Error;
        await PublishAsync(s => Ended(s, exitCode) with { State = new(state, style) });
        await PublishStoppedAsync();
    }

    /// <summary>It could not be started.</summary>
    public async Task FailedAsync(Exception exception)
    {
        var line = $"{resource.Name} did not start: {exception.Message}";
        Output.Fail(line);
        await PublishAsync(s => Ended(s, exitCode: null).With(KnownProperties.Failure, context.Mask.Apply(line)) with
        {
            State = new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
        });
    }

    private static string Label(IResource resource, string id)
    {
        var ids = ResourceIds.Of(resource);
        return ids.Count == 1 ? resource.Name : string.Create(CultureInfo.InvariantCulture, $"{resource.Name}.{ids.ToList().IndexOf(id) + 1}");
    }

    private static CustomResourceSnapshot Fresh(CustomResourceSnapshot snapshot)
        => snapshot.Without(KnownProperties.Failure).Without(KnownProperties.ProcessId) with
        {
            ExitCode = null,
            StartTimeStamp = null,
            StopTimeStamp = null,
            ResourceReadyEvent = null,
            Urls = [],
            HealthReports = Unreported(snapshot.HealthReports),
        };

    private static CustomResourceSnapshot Ended(CustomResourceSnapshot snapshot, int? exitCode)
        => snapshot with
        {
            ExitCode = exitCode,
            StopTimeStamp = Clock.GetUtcNow().UtcDateTime,
            ResourceReadyEvent = null,
            Urls = [],
            HealthReports = Unreported(snapshot.HealthReports),
        };

    private static ImmutableArray<HealthReportSnapshot> Unreported(ImmutableArray<HealthReportSnapshot> reports)
        => [.. reports.Select(r => new HealthReportSnapshot(r.Name, null, null, null))];

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
        => context.Notifications.PublishUpdateAsync(resource, id, change);

    private async Task PublishStoppedAsync()
    {
        if (context.Notifications.TryGetCurrentState(id, out var known))
        {
            await context.Eventing.PublishAsync(new ResourceStoppedEvent(resource, context.Services, known));
        }
    }
}
