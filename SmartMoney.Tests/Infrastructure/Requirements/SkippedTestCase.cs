using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SmartMoney.Tests.Infrastructure.Requirements;

/// <summary>A test that is reported as skipped for a reason found out at discovery.</summary>
public sealed class SkippedTestCase : XunitTestCase
{
    private string reason = "";

    /// <summary>For the test platform, which hands test cases from one process to another.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the deserialiser only.")]
    public SkippedTestCase()
    {
    }

    /// <summary>A skipped test of <paramref name="testMethod"/>.</summary>
    public SkippedTestCase(
        IMessageSink diagnostics, ITestFrameworkDiscoveryOptions options, ITestMethod testMethod, string reason)
        : base(diagnostics, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), testMethod)
    {
        this.reason = reason;
        SkipReason = reason;
    }

    /// <inheritdoc/>
    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue(nameof(reason), reason);
    }

    /// <inheritdoc/>
    public override void Deserialize(IXunitSerializationInfo data)
    {
        base.Deserialize(data);
        reason = data.GetValue<string>(nameof(reason));
        SkipReason = reason;
    }
}
