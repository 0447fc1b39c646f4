using System.Text.Json;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Manifest;

/// <summary>Reads volumes and bind mounts.</summary>
internal static class MountReader
{
    internal static VolumeMount? Volume(JsonElement element, JsonPlace place, ProblemList problems)
    {
        if (JsonFields.Of(element, place, problems) is not { } fields)
            return null;
        var volume = new VolumeMount(fields.Text("name"), place, Target(fields, problems), fields.Flag("readOnly"));
        fields.ReportUnread("a volume");
        return volume;
    }

    internal static BindMount? Bind(JsonElement element, JsonPlace place, ProblemList problems)
    {
        if (JsonFields.Of(element, place, problems) is not { } fields)
            return null;
        var source = Paths.Slashes(fields.RequiredText("source"));
        var mount = new BindMount(new(source, place.Member("source")), Target(fields, problems), fields.Flag("readOnly"));
        if (Paths.IsWindows(source))
            problems.Add(place.Member("source").Where, $"'{source}' is a path of Windows", "Keep the files beside the AppHost and mount them by a relative path");
        if (source.EndsWith("/docker.sock", StringComparison.Ordinal))
            problems.Add(place.Member("source").Where, "hands the container the whole host", "Leave the Docker socket out in publish mode");
        fields.ReportUnread("a bind mount");
        return mount;
    }

    private static string Target(JsonFields fields, ProblemList problems)
    {
        var target = Paths.Slashes(fields.RequiredText("target"));
        if (target.Length > 0 && target[0] != '/')
            problems.Add(fields.Place.Member("target").Where, $"'{target}' is no absolute path inside a container");
        return target;
    }
}

/// <summary>Paths as manifests have them; previews of Aspire on Windows wrote backslashes.</summary>
internal static class Paths
{
    internal static string Slashes(string path) => path.Replace('\\', '/');

    internal static bool IsWindows(string path) => path.Length > 1 && char.IsAsciiLetter(path[0]) && path[1] == ':';
}
