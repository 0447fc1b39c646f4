using System.Diagnostics.CodeAnalysis;

namespace SmartMoney.Web.Backend;

/// <summary>What the API said to a write: a value, or a problem to show beside the form.</summary>
/// <param name="Value">The body, where the answer had one.</param>
/// <param name="Problem">The refusal (4xx), or null when the call succeeded.</param>
/// <param name="Change">The change set the write created (header <c>SmartMoney-Change</c>): what Undo undoes.</param>
public sealed record ApiAnswer<T>(T? Value, ApiProblem? Problem, Guid? Change)
{
    /// <summary>True when the API did what was asked.</summary>
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;
}

/// <summary>The body of an answer that has none.</summary>
public sealed record Nothing;
