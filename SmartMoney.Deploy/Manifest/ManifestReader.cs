using System.Text.Json;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Manifest;

/// <summary>
/// Reads an Aspire deployment manifest of the published schema (https://json.schemastore.org/aspire-8.0.json and its
/// successors), and the shapes of the previews before it.
/// </summary>
public static class ManifestReader
{
    /// <summary>The manifest; null when it is no JSON object with resources.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="file">The name to report places with.</param>
    /// <param name="problems">Takes everything that is wrong.</param>
    public static AppManifest? Read(string text, string file, ProblemList problems)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text.TrimStart('\uFEFF'));
        }
        catch (JsonException error)
        {
            problems.Add(
                new(file, "", (int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1),
                "is no well-formed JSON here",
                "Write the manifest again: dotnet run --project SmartMoney.AppHost -- --publisher manifest --output-path <absolute path>");
            return null;
        }
        using (document)
            return Read(document.RootElement, JsonPlace.Root(file), problems);
    }

    private static AppManifest? Read(JsonElement root, JsonPlace place, ProblemList problems)
    {
        JsonText.ReportDuplicates(root, place, problems);
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("resources", out var all) || all.ValueKind != JsonValueKind.Object)
        {
            problems.Add(place.Where, "has no object 'resources'", "Give the manifest that an Aspire AppHost publishes");
            return null;
        }
        var resources = new List<Resource>();
        var refused = new HashSet<string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in all.EnumerateObject().Where(member => names.Add(member.Name)))
        {
            if (ResourceReader.Read(member.Name, member.Value, place.Member("resources").Member(member.Name), problems) is { } resource)
                resources.Add(resource);
            else
                refused.Add(member.Name);
        }
        return new(place.File, resources, refused);
    }
}
