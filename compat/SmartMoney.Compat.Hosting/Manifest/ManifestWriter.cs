using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>
/// Writes the deployment manifest (schema https://json.schemastore.org/aspire-8.0.json): the model's resources in their order,
/// then those that their values need (generated passwords), then the encoded forms of parameters.
/// </summary>
internal static class ManifestWriter
{
    private const string DefaultFileName = "aspire-manifest.json";

    /// <summary>The file that an output path means: itself if it ends in .json, else a file in that folder.</summary>
    public static string FileOf(string outputPath)
        => Path.GetFullPath(outputPath.EndsWith(".json", StringComparison.Ordinal) ? outputPath : Path.Combine(outputPath, DefaultFileName));

    /// <summary>Writes the file, making its folder where needed. A failed write leaves the old file as it was.</summary>
    public static async Task WriteFileAsync(DistributedApplicationModel model, DistributedApplicationExecutionContext execution, string path, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await WriteAsync(model, execution, path, buffer, cancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, buffer.ToArray(), cancellationToken);
    }

    /// <summary>Writes the manifest as it would be at a path.</summary>
    public static async Task WriteAsync(DistributedApplicationModel model, DistributedApplicationExecutionContext execution, string path, Stream output, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        var context = new ManifestPublishingContext(execution, path, writer, cancellationToken);
        writer.WriteStartObject();
        writer.WriteStartObject("resources");
        foreach (var resource in model.Resources)
        {
            await WriteAsync(context, resource);
        }

        // Writing one may bring in more.
        for (var i = 0; i < context.Referenced.InOrder.Count; i++)
        {
            var resource = context.Referenced.InOrder[i];
            if (!model.Resources.Contains(resource))
            {
                await WriteAsync(context, resource);
            }
        }

        context.Formatted.Write(context);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static async Task WriteAsync(ManifestPublishingContext context, IResource resource)
    {
        if (resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var custom) && custom.Callback is null)
        {
            return;
        }

        context.Writer.WriteStartObject(resource.Name);
        await ManifestResources.WriteAsync(context, resource);
        context.Writer.WriteEndObject();
        if (resource is ParameterResource parameter)
        {
            context.Formatted.Write(context, parameter);
        }
    }
}
