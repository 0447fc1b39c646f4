using System.Text.Json;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Manifest;

/// <summary>Reads how an image is built.</summary>
internal static class BuildReader
{
    internal static BuildSource Read(JsonFields fields, ProblemList problems)
    {
        var build = new BuildSource(fields.Place, Paths.Slashes(fields.RequiredText("context")), Paths.Slashes(fields.RequiredText("dockerfile")))
        {
            Stage = fields.Text("stage"),
            BuildOnly = fields.Flag("buildOnly"),
            Args = fields.Texts("args"),
            Secrets = [.. fields.Members("secrets").Select(member => Secret(member.Name, member.Value, member.Place, problems))],
        };
        fields.ReportUnread("'build'");
        return build;
    }

    private static KeyValuePair<string, JsonPlace> Secret(string name, JsonElement element, JsonPlace place, ProblemList problems)
    {
        if (JsonFields.Of(element, place, problems) is { } fields)
        {
            var type = fields.RequiredText("type");
            if (type is "env")
                fields.RequiredText("value");
            else if (type is "file")
                fields.RequiredText("source");
            else if (type.Length > 0)
                problems.Add(place.Member("type").Where, $"'{type}' is none of env, file");
            fields.ReportUnread("a build secret");
        }
        return KeyValuePair.Create(name, place);
    }
}
