using System.Text.Json;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Manifest;

/// <summary>Reads one resource by its type.</summary>
internal static class ResourceReader
{
    private const string Known = "parameter.v0, value.v0, annotated.string, container.v0, container.v1, dockerfile.v0, project.v0, project.v1";

    /// <summary>The resource; null, and a problem with its name and place, where it is none that can run on one host.</summary>
    internal static Resource? Read(string name, JsonElement element, JsonPlace place, ProblemList problems)
    {
        if (JsonFields.Of(element, place, problems) is not { } fields)
            return null;
        if (fields.Text("error") is { } error)
        {
            problems.Add(place.Member("error").Where, $"Aspire could not describe '{name}': {error.TrimEnd('.')}", "Leave the resource out of publish mode, or publish it as a container");
            return null;
        }
        var type = fields.RequiredText("type");
        if (RefusedTypes.Of(type) is { } refusal)
        {
            problems.Add(place.Where, $"'{name}' ({type}) {refusal.What}", refusal.Remedy);
            return null;
        }
        Resource? resource = type switch
        {
            "parameter.v0" => new ParameterResource(
                name, place, fields.Template("connectionString"), InputReader.Read(fields, problems), new(fields.RequiredText("value"), place.Member("value"))),
            "value.v0" => new ValueResource(name, place, Required(fields, "connectionString")),
            "annotated.string" => Annotated(name, fields, problems),
            "container.v0" or "container.v1" => WorkloadReader.Container(name, fields, problems),
            "dockerfile.v0" => WorkloadReader.Dockerfile(name, fields, problems),
            "project.v0" or "project.v1" => WorkloadReader.Project(name, fields, problems),
            _ => null,
        };
        if (resource is not null)
            fields.ReportUnread(type);
        else if (type.Length > 0)
            problems.Add(place.Member("type").Where, $"'{type}' is no type of resource that can be deployed", $"Use one of {Known}");
        return resource;
    }

    private static ManifestText Required(JsonFields fields, string name) => new(fields.RequiredText(name), fields.Place.Member(name));

    private static AnnotatedString Annotated(string name, JsonFields fields, ProblemList problems)
    {
        var value = Required(fields, "value");
        var filter = fields.RequiredText("filter");
        if (filter is not ("uri" or ""))
            problems.Add(fields.Place.Member("filter").Where, $"'{filter}' is no known filter", "The published schema has 'uri' only");
        return new(name, fields.Place, value);
    }
}
