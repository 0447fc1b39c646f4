using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Console;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Replicas;

/// <summary>Takes what a replica writes to its log, to the terminal and, where that is wanted, to the AppHost's log; secrets are masked on the way.</summary>
internal sealed partial class ResourceOutput(ResourceLog log, string name, RunConsole console, SecretMask mask, ILogger? forward)
{
    private string _lastError = "";

    /// <summary>The last thing the process said on standard error, for messages.</summary>
    public string LastError => _lastError;

    /// <summary>A line of the process.</summary>
    public void Line(string line, bool isError)
    {
        var text = mask.Apply(line);
        if (isError && text.Trim().Length > 0)
        {
            _lastError = text.Trim();
        }

        log.Append(text, isError);
        console.Line(name, text);
        Forward(text, isError);
    }

    /// <summary>Something that happened to the replica.</summary>
    public void Say(string line)
    {
        var text = mask.Apply(line);
        log.Append(text, isError: false);
        console.Say(name, text);
        Forward(text, isError: false);
    }

    /// <summary>Why it is not what it should be, in a line that stands by itself.</summary>
    public void Fail(string line)
    {
        var text = mask.Apply(line);
        log.Append(text, isError: true);
        console.Fail(text);
        Forward(text, isError: true);
    }

    private void Forward(string text, bool isError)
    {
        if (forward is not null)
        {
            LogLine(forward, isError ? LogLevel.Error : LogLevel.Information, text);
        }
    }

    [LoggerMessage(EventId = 1, Message = "{Line}")]
    private static partial void LogLine(ILogger logger, LogLevel level, string line);
}
