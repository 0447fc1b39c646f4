namespace SmartMoney.Tests.Infrastructure.Requirements;

/// <summary>
/// Something of the machine that a test needs and a machine may lack: a PostgreSQL server, a browser. Implemented by
/// the class fixtures that use it, and by marker types for <see cref="RequiresFactAttribute"/>.
/// </summary>
public interface IRequirement
{
    /// <summary>Null when it is here; otherwise the reason to print for a skipped test, with what would help.</summary>
    static abstract string? Missing { get; }
}
