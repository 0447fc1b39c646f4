using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The commands that every resource with a process has: start, stop, restart.</summary>
internal static class RunCommands
{
    /// <param name="resource">The resource.</param>
    /// <param name="runner">Finds its replicas; only asked when a command is given.</param>
    public static void Add(IResource resource, Func<IServiceProvider, LocalRunner> runner)
    {
        resource.Annotations.Add(new ResourceCommandAnnotation(
            KnownResourceCommands.StartCommand,
            "Start",
            context => IsDown(context.ResourceSnapshot) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
            context => DoAsync(context, runner, (run, id) => run.StartAsync(id)),
            new CommandOptions { Description = "Starts it now, without waiting for others.", IconName = "Play", IsHighlighted = true }));
        resource.Annotations.Add(new ResourceCommandAnnotation(
            KnownResourceCommands.StopCommand,
            "Stop",
            context => IsUp(context.ResourceSnapshot) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
            context => DoAsync(context, runner, (run, id) => run.StopAsync(id)),
            new CommandOptions { Description = "Stops it; what depends on it goes on.", IconName = "Stop", IsHighlighted = true }));
        resource.Annotations.Add(new ResourceCommandAnnotation(
            KnownResourceCommands.RestartCommand,
            "Restart",
            context => IsUp(context.ResourceSnapshot) ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            context => DoAsync(context, runner, async (run, id) =>
            {
                await run.StopAsync(id);
                await run.StartAsync(id);
            }),
            new CommandOptions { Description = "Stops it and starts it again.", IconName = "ArrowCounterclockwise" }));
    }

    // Waiting counts as down: a start ends the wait.
    private static bool IsDown(CustomResourceSnapshot snapshot)
        => snapshot.State is null
            || snapshot.State.Text == KnownResourceStates.NotStarted
            || snapshot.State.Text == KnownResourceStates.Waiting
            || KnownResourceStates.TerminalStates.Contains(snapshot.State.Text);

    private static bool IsUp(CustomResourceSnapshot snapshot)
        => snapshot.State?.Text == KnownResourceStates.Running
            || snapshot.State?.Text == KnownResourceStates.Starting
            || snapshot.State?.Text == KnownResourceStates.Waiting;

    private static async Task<ExecuteCommandResult> DoAsync(ExecuteCommandContext context, Func<IServiceProvider, LocalRunner> runner, Func<LocalRunner, string, Task> work)
    {
        await work(runner(context.Services), context.ResourceName);
        return CommandResults.Success();
    }
}
