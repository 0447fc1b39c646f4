using System.ComponentModel;
using System.Diagnostics;

namespace SmartMoney.Local.Processes;

/// <summary>
/// A process that never outlives this one: it has a group of its own, which ends with it,
/// and a watchdog ends it when this process dies without a word.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan OutputGrace = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly StopSignal _signal;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process, StopSignal signal)
    {
        _process = process;
        _signal = signal;
    }

    /// <summary>The process id.</summary>
    public int Id { get; private set; }

    /// <summary>Ends with the process: its exit code, 128 + signal when a signal ended it.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Starts a process.</summary>
    /// <exception cref="IOException">It could not be started; the message says why.</exception>
    public static ChildProcess Start(ChildProcessStart start)
    {
        var line = CommandLine.Of(start);
        var info = new ProcessStartInfo(line[0], line.Skip(1))
        {
            WorkingDirectory = start.WorkingDirectory ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (start.Environment is { } environment)
        {
            info.Environment.Clear();
            foreach (var (name, value) in environment)
            {
                info.Environment[name] = value;
            }
        }

        // Behind setsid a missing program would only be an exit code.
        if (!Path.IsPathRooted(start.FileName) ? Programs.Find(start.FileName) is null : !File.Exists(start.FileName))
        {
            throw new IOException($"the program {start.FileName} is not there");
        }

        var child = new ChildProcess(new Process { StartInfo = info, EnableRaisingEvents = true }, start.StopSignal);
        child.Begin(start.OnLine ?? ((_, _) => { }));
        return child;
    }

    /// <summary>Asks the process to end, waits, and in the end forces it and all its children. Does nothing when it has ended.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        if (!Exited.IsCompleted)
        {
            if (OperatingSystem.IsWindows())
            {
                KillTree();
            }
            else if (_signal.WholeGroup && CommandLine.HasOwnGroup)
            {
                Posix.SignalGroup(Id, _signal.Number);
            }
            else
            {
                Posix.Signal(Id, _signal.Number);
            }

            await Task.WhenAny(Exited, Task.Delay(grace));
            KillTree();
            await Exited;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        _process.Dispose();
    }

    private void Begin(Action<string, bool> onLine)
    {
        _process.OutputDataReceived += (_, e) => Pass(e.Data, isError: false);
        _process.ErrorDataReceived += (_, e) => Pass(e.Data, isError: true);
        _process.Exited += (_, _) => _ = EndAsync();
        try
        {
            _process.Start();
        }
        catch (Win32Exception e)
        {
            _process.Dispose();
            throw new IOException($"{_process.StartInfo.FileName} could not be started: {e.Message}", e);
        }

        Id = _process.Id;
        ChildWatchdog.Watch(Id, _signal);
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        void Pass(string? line, bool isError)
        {
            if (line is not null)
            {
                onLine(line, isError);
            }
        }
    }

    private async Task EndAsync()
    {
        KillGroup();
        ChildWatchdog.Forget(Id);

        // The last lines are still on their way; a grandchild that holds the pipe must not hold us.
        using var limit = new CancellationTokenSource(OutputGrace);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Enough waited.
        }

        _exited.TrySetResult(_process.ExitCode);
    }

    private void KillTree()
    {
        KillGroup();
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended in this moment.
        }
    }

    // Whatever the process left behind in its group goes with it.
    private void KillGroup()
    {
        if (CommandLine.HasOwnGroup && Id > 1)
        {
            Posix.SignalGroup(Id, Posix.SigKill);
        }
    }
}
