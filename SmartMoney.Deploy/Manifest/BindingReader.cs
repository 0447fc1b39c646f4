using System.Text.Json;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Manifest;

/// <summary>Reads an endpoint, as it is written since Aspire 8 and as the previews wrote it.</summary>
internal static class BindingReader
{
    private const int LastPort = 65535;

    internal static Binding? Read(string name, JsonElement element, JsonPlace place, ProblemList problems)
    {
        if (JsonFields.Of(element, place, problems) is not { } fields)
            return null;
        var scheme = fields.RequiredText("scheme");
        var protocol = OneOf(fields, "protocol", ["tcp", "udp"], problems) ?? "tcp";
        var transport = OneOf(fields, "transport", ["http", "http2", "tcp"], problems) ?? "tcp";
        // 0 stands for 'not set' in some versions.
        var port = fields.Number("port", 0, LastPort);
        var target = fields.Number("targetPort", 0, LastPort);
        var container = fields.Number("containerPort", 0, LastPort);
        var external = fields.Flag("external");
        fields.ReportUnread("a binding");
        return new(name, place, scheme, protocol, transport, Set(port), Set(target) ?? Set(container), external);

        static int? Set(int? number) => number is 0 ? null : number;
    }

    private static string? OneOf(JsonFields fields, string name, string[] allowed, ProblemList problems)
    {
        var text = fields.Text(name);
        if (text is not null && !allowed.Contains(text, StringComparer.Ordinal))
            problems.Add(fields.Place.Member(name).Where, $"'{text}' is none of {string.Join(", ", allowed)}");
        return text;
    }
}
