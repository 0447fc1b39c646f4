using System.Diagnostics;
using OpenTelemetry;
using SmartMoney.ServiceDefaults.Health;

namespace SmartMoney.ServiceDefaults.Telemetry;

/// <summary>
/// Takes out of a finished span what is nobody's business: queries, path segments that are secrets, and SQL that sets a password.
/// SQL otherwise stays, because its values are parameters and never part of the text. Probes are dropped.
/// </summary>
internal sealed class SpanRedaction : BaseProcessor<Activity>
{
    private static readonly string[] AddressTags = ["url.full", "http.url", "url.path", "http.target"];
    private static readonly string[] StatementTags = ["db.query.text", "db.statement"];

    public override void OnEnd(Activity data)
    {
        if (IsProbe(data))
        {
            // Exporters skip what is not recorded.
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }
        if (data.GetTagItem("url.query") is not null)
            data.SetTag("url.query", null);
        foreach (var tag in AddressTags)
            if (data.GetTagItem(tag) is string value)
                data.SetTag(tag, AddressRedaction.Redact(value));
        foreach (var tag in StatementTags)
            if (data.GetTagItem(tag) is string sql && sql.Contains("password", StringComparison.OrdinalIgnoreCase))
                data.SetTag(tag, null);
    }

    private static bool IsProbe(Activity span) =>
        (span.GetTagItem("url.full") is string address && Uri.TryCreate(address, UriKind.Absolute, out var uri) && Probes.IsProbe(uri.AbsolutePath))
        || (span.GetTagItem("url.path") is string path && Probes.IsProbe(path));
}
