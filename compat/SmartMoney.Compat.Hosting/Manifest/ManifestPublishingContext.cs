using System.Globalization;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>What a resource's part of the manifest is written with.</summary>
/// <param name="executionContext">What the model is evaluated for.</param>
/// <param name="manifestPath">The manifest's path; paths in it are relative to its folder.</param>
/// <param name="writer">Writes the JSON.</param>
/// <param name="cancellationToken">Ends with the publish.</param>
public sealed class ManifestPublishingContext(
    DistributedApplicationExecutionContext executionContext,
    string manifestPath,
    Utf8JsonWriter writer,
    CancellationToken cancellationToken = default)
{
    /// <summary>What the model is evaluated for.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The manifest's path.</summary>
    public string ManifestPath { get; } = manifestPath;

    /// <summary>Writes the JSON.</summary>
    public Utf8JsonWriter Writer { get; } = writer;

    /// <summary>Ends with the publish.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    internal ManifestPorts Ports { get; } = new();

    internal FormattedParameters Formatted { get; } = new();

    internal ReferencedResources Referenced { get; } = new();

    /// <summary>A path as the manifest writes it: relative to its folder, with forward slashes.</summary>
    public string? GetManifestRelativePath(string? path)
        => path is null
            ? null
            : Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(ManifestPath))!, path).Replace('\\', '/');

    /// <summary>Notes the resources that a value needs; those outside the model are written at the end.</summary>
    public void TryAddDependentResources(object? value) => Referenced.Add(value);

    /// <summary>A value as the manifest writes it.</summary>
    internal string Expression(object value)
    {
        TryAddDependentResources(value);
        return Render(value);
    }

    private string Render(object value)
        => value switch
        {
            string text => text,
            ReferenceExpression expression => string.Format(CultureInfo.InvariantCulture, expression.Format, [.. expression.ValueProviders.Select((p, i) => Render(p, expression.StringFormats[i]))]),
            IManifestExpressionProvider provider => provider.ValueExpression,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    // Only a parameter's encoded form has a name in the manifest; other values need no encoding.
    private string Render(IValueProvider provider, string? format)
        => format is not null && provider is ParameterResource parameter
            ? $"{{{Formatted.NameOf(parameter, format)}.value}}"
            : Render(provider);
}
