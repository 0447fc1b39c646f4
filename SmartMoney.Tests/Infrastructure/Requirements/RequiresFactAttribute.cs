using Xunit;
using Xunit.Sdk;

namespace SmartMoney.Tests.Infrastructure.Requirements;

/// <summary>
/// A fact that is skipped, with the reason, on a machine that lacks what it needs: what its class's fixtures
/// need (<see cref="IRequirement"/>), and what is named here.
/// </summary>
/// <remarks>
/// With SMARTMONEY_INSTALL=1 everything was to be installed: then nothing is skipped, and what is missing fails.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("SmartMoney.Tests.Infrastructure.Requirements.RequiresFactDiscoverer", "SmartMoney.Tests")]
public sealed class RequiresFactAttribute(params Type[] requirements) : FactAttribute
{
    /// <summary>Types that implement <see cref="IRequirement"/>.</summary>
    public IReadOnlyList<Type> Requirements { get; } = requirements;
}

/// <summary>A theory with the skipping of <see cref="RequiresFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("SmartMoney.Tests.Infrastructure.Requirements.RequiresTheoryDiscoverer", "SmartMoney.Tests")]
public sealed class RequiresTheoryAttribute(params Type[] requirements) : TheoryAttribute
{
    /// <summary>Types that implement <see cref="IRequirement"/>.</summary>
    public IReadOnlyList<Type> Requirements { get; } = requirements;
}
