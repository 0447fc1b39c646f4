namespace Aspire.Hosting.Dashboard;

/// <summary>New HTML for an element of the page.</summary>
/// <param name="Id">The element's id.</param>
/// <param name="Html">It, anew.</param>
internal sealed record Patch(string Id, string Html)
{
    /// <summary>The first of a stream: it tells the browser that the stream is open.</summary>
    public static Patch Hello { get; } = new("", "");
}
