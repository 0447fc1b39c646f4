using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A default whose first value is kept for the next runs.</summary>
internal sealed class PersistedParameterDefault(string name, ParameterDefault inner, UserSecretsFile? secrets) : ParameterDefault
{
    public override void WriteToManifest(ManifestPublishingContext context) => inner.WriteToManifest(context);

    public override string GetDefaultValue() => secrets?.GetOrSet($"Parameters:{name}", inner.GetDefaultValue) ?? inner.GetDefaultValue();
}
