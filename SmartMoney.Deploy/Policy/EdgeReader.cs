using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Policy;

/// <summary>Reads what the policy says of the server in front.</summary>
internal static class EdgeReader
{
    internal static EdgePolicy Read(PolicyMap map, ProblemList problems)
    {
        var fallback = new EdgePolicy(map.Where, new("edge", map.Where));
        var edge = fallback with
        {
            Service = ServiceEntryReader.ReadKeys(map, problems),
            Routes = [.. map.Maps("routes").Select(Route)],
            Unpublished = map.Texts("unpublished") ?? [],
            BodyLimit = map.Megabytes("bodyLimit") ?? fallback.BodyLimit,
            RetryFor = map.Duration("retryFor") ?? fallback.RetryFor,
            Data = map.Text("data") ?? fallback.Data,
        };
        if (!edge.Data.StartsWith("./", StringComparison.Ordinal) || edge.Data.Contains("..", StringComparison.Ordinal))
            map.Problem("data", $"'{edge.Data}' is no folder of the bundle", "Write ./caddy");
        map.ReportUnread();
        return edge;
    }

    private static EdgeRoute Route(PolicyMap map)
    {
        var route = new EdgeRoute(map.Where, map.RequiredText("endpoint"), map.Text("path"), map.Text("host"));
        if (route.Path is { } path && (path[0] != '/' || path.Any(static c => !(char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or '*' or '~'))))
            map.Problem("path", $"'{path}' is no path", "Write /files/*");
        if (route.Host is { } host && !Names.IsProject(host))
            map.Problem("host", $"'{host}' is no label of a host name", "Write files for files.<domain>");
        map.ReportUnread();
        return route;
    }
}
