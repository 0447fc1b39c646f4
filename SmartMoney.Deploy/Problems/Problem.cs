using System.Globalization;

namespace SmartMoney.Deploy.Problems;

/// <summary>A place in one of the input files: a JSON path in the manifest, a line and a key in the policy.</summary>
/// <param name="File">The file's name as it was given.</param>
/// <param name="Path">JSON path (RFC 9535, <c>$.resources.api</c>) or dotted keys of the policy; may be empty.</param>
/// <param name="Line">1-based, where the place is known by line.</param>
/// <param name="Column">1-based, where the place is known to the character.</param>
public sealed record Location(string File, string Path, int? Line = null, int? Column = null)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var text = File;
        if (Line is { } line)
            text += string.Create(CultureInfo.InvariantCulture, $":{line}");
        if (Column is { } column)
            text += string.Create(CultureInfo.InvariantCulture, $":{column}");
        return Path.Length == 0 ? text : $"{text}: {Path}";
    }
}

/// <summary>One thing that is wrong with the input, and what to do about it.</summary>
public sealed record Problem(Location Where, string What, string Remedy)
{
    /// <summary>One line for a person: place, problem, remedy.</summary>
    public override string ToString() => Remedy.Length == 0 ? $"{Where}: {What}." : $"{Where}: {What}. {Remedy}.";
}

/// <summary>Collects problems, so that all of them can be told at once; the same one is told once.</summary>
public sealed class ProblemList
{
    private readonly List<Problem> _problems = [];
    private readonly HashSet<Problem> _known = [];

    /// <summary>What was found, in the order of finding.</summary>
    public IReadOnlyList<Problem> All => _problems;

    /// <summary>Whether anything was found.</summary>
    public bool Any => _problems.Count > 0;

    /// <summary>Adds a problem. Sentences come without their full stop.</summary>
    public void Add(Location where, string what, string remedy = "")
    {
        var problem = new Problem(where, what, remedy);
        if (_known.Add(problem))
            _problems.Add(problem);
    }
}
