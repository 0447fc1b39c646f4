using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a parameter's value comes from when nothing is configured.</summary>
public abstract class ParameterDefault
{
    /// <summary>Writes the <c>default</c> object's content.</summary>
    public abstract void WriteToManifest(ManifestPublishingContext context);

    /// <summary>The value.</summary>
    public abstract string GetDefaultValue();
}

/// <summary>A fixed value that is published as the default.</summary>
/// <param name="value">Gives the value.</param>
internal sealed class ConstantParameterDefault(Func<string> value) : ParameterDefault
{
    public override void WriteToManifest(ManifestPublishingContext context) => context.Writer.WriteString("value", value());

    public override string GetDefaultValue() => value();
}
