using System.Reflection;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SmartMoney.Tests.Infrastructure.Requirements;

/// <summary>Finds the test of a <see cref="RequiresFactAttribute"/> method.</summary>
public sealed class RequiresFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    /// <inheritdoc/>
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        MissingRequirement.Of(testMethod, factAttribute) is { } reason
            ? new SkippedTestCase(DiagnosticMessageSink, discoveryOptions, testMethod, reason)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
}

/// <summary>Finds the tests of a <see cref="RequiresTheoryAttribute"/> method: one for all its rows when it is skipped.</summary>
public sealed class RequiresTheoryDiscoverer(IMessageSink sink) : TheoryDiscoverer(sink)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        MissingRequirement.Of(testMethod, theoryAttribute) is { } reason
            ? [new SkippedTestCase(DiagnosticMessageSink, discoveryOptions, testMethod, reason)]
            : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}

internal static class MissingRequirement
{
    private static readonly bool Install = Environment.GetEnvironmentVariable("SMARTMONEY_INSTALL") == "1";

    public static string? Of(ITestMethod method, IAttributeInfo attribute)
    {
        if (Install)
            return null;

        var named = attribute.GetNamedArgument<IReadOnlyList<Type>>(nameof(RequiresFactAttribute.Requirements));
        var fixtures = method.TestClass.Class.ToRuntimeType().GetInterfaces()
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IClassFixture<>))
            .Select(i => i.GetGenericArguments()[0])
            .Where(t => t.IsAssignableTo(typeof(IRequirement)));
        return named.Concat(fixtures).Select(ReasonOf).FirstOrDefault(reason => reason is not null);
    }

    private static string? ReasonOf(Type requirement) =>
        (string?)requirement.GetProperty("Missing", BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy)!.GetValue(null);
}
