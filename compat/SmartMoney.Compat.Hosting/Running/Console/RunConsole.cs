using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using SystemConsole = System.Console;

namespace Aspire.Hosting.Running.Console;

/// <summary>What the developer sees in the terminal: every resource's lines, each behind its name.</summary>
/// <param name="output">The terminal, or a file; null for none.</param>
/// <param name="colours">Whether it shows colours.</param>
internal sealed partial class RunConsole(TextWriter? output, bool colours)
{
    private const string Reset = "\u001b[0m";
    private const string Bold = "\u001b[1m";
    private const string Red = "\u001b[31m";

    // Readable on black and on white.
    private static readonly string[] Palette = ["\u001b[36m", "\u001b[32m", "\u001b[35m", "\u001b[33m", "\u001b[34m", "\u001b[96m", "\u001b[92m", "\u001b[95m"];

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, int> _order = new(StringComparer.Ordinal);
    private int _width;

    /// <summary>This process's own terminal.</summary>
    public static RunConsole ForTerminal()
        => new(SystemConsole.Out, !SystemConsole.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Makes room for the names.</summary>
    public void Prepare(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            _order.TryAdd(name, _order.Count);
            _width = Math.Max(_width, name.Length);
        }
    }

    /// <summary>A line that a resource itself wrote.</summary>
    public void Line(string name, string text) => Write(name, $" | {(colours ? text : AnsiSequence().Replace(text, ""))}", style: "");

    /// <summary>Something that happened to a resource.</summary>
    public void Say(string name, string text) => Write(name, $"   {text}", Bold);

    /// <summary>Something that went wrong with a resource; the line stands by itself.</summary>
    public void Fail(string text) => Write(name: null, text, Bold + Red);

    /// <summary>Something for the developer.</summary>
    public void Announce(string text) => Write(name: null, text, Bold);

    private void Write(string? name, string text, string style)
    {
        if (output is null)
        {
            return;
        }

        var head = name is null ? "" : name.PadRight(_width);
        if (colours)
        {
            head = name is null ? "" : Palette[_order.GetOrAdd(name, _ => _order.Count) % Palette.Length] + head + Reset;
            text = style + text + Reset;
        }

        lock (_gate)
        {
            output.WriteLine(head + text);
        }
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[ -/]*[@-~]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnsiSequence();
}
