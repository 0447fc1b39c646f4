using System.Collections.Immutable;

namespace SmartMoney.Deploy.Expressions;

/// <summary>A piece of a value after all references were followed.</summary>
public abstract record ValuePart
{
    /// <summary>Whether it was reached through a resource's connection string.</summary>
    public bool InConnectionString { get; init; }
}

/// <summary>Text that is known when the bundle is generated.</summary>
public sealed record TextPart(string Text) : ValuePart;

/// <summary>A variable of <c>.env</c>, known when the stack is started.</summary>
public sealed record VariablePart(string Name) : ValuePart;

/// <summary>A secret, known to its readers only.</summary>
/// <param name="Name">The secret's name.</param>
/// <param name="Uri">Whether it is percent-encoded (RFC 3986) where it is put in.</param>
public sealed record SecretPart(string Name, bool Uri = false) : ValuePart;

/// <summary>A value whose references were followed.</summary>
/// <param name="Parts">Its pieces, in order.</param>
/// <param name="Targets">The workloads whose addresses it holds.</param>
/// <param name="Dropped">An endpoint that it refers to and that does not exist in production; null where there is none.</param>
public sealed record ResolvedValue(ImmutableArray<ValuePart> Parts, ImmutableSortedSet<string> Targets, string? Dropped = null)
{
    private static readonly ImmutableSortedSet<string> NoTargets = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);

    /// <summary>Nothing.</summary>
    public static ResolvedValue Empty { get; } = new([], NoTargets);

    /// <summary>A value of one piece.</summary>
    public static ResolvedValue Of(params ImmutableArray<ValuePart> parts) => new(parts, NoTargets);

    /// <summary>Whether it holds a secret.</summary>
    public bool IsSecret => Parts.Any(static part => part is SecretPart);

    /// <summary>The text, where the whole value is known already.</summary>
    public string? Text => Parts.All(static part => part is TextPart) ? string.Concat(Parts.Select(static part => ((TextPart)part).Text)) : null;

    /// <summary>This value and then the other.</summary>
    public ResolvedValue Then(ResolvedValue other) => new(Parts.AddRange(other.Parts), Targets.Union(other.Targets), Dropped ?? other.Dropped);

    /// <summary>Each piece marked as coming from a connection string.</summary>
    public ResolvedValue AsConnectionString() => this with { Parts = [.. Parts.Select(static part => part with { InConnectionString = true })] };
}
