using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>How a command went, for people.</summary>
internal sealed record Outcome(bool Ok, string Text);

/// <summary>Remembers how the last commands went, for the page that is shown after them. An address can name one, not make one up.</summary>
internal sealed class Outcomes
{
    private const int Kept = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Outcome> _newest = [];
    private int _count;

    public int Add(Outcome outcome)
    {
        lock (_gate)
        {
            _newest[++_count] = outcome;
            _newest.Remove(_count - Kept);
            return _count;
        }
    }

    /// <summary>The place where outcomes are told, with this one in it.</summary>
    public Html Show(int? number)
    {
        Outcome? outcome = null;
        lock (_gate)
        {
            if (number is { } known)
            {
                _newest.TryGetValue(known, out outcome);
            }
        }

        return $"""<p id="outcome" class="notice{(outcome is { Ok: false } ? " notice--error" : "")}" role="status" aria-live="polite">{outcome?.Text}</p>""";
    }
}
