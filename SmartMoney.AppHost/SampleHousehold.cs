namespace SmartMoney.AppHost;

/// <summary>What <c>--sample</c> asks for.</summary>
internal static class SampleHousehold
{
    private const string Wish = "--sample";

    /// <summary>In a run with <c>--sample</c>, has the API start an installation without users with a sample household. What is published never does.</summary>
    public static IResourceBuilder<ProjectResource> WithSampleHousehold(this IResourceBuilder<ProjectResource> api, IReadOnlyList<string> args)
        => api.ApplicationBuilder.ExecutionContext.IsRunMode && args.Contains(Wish, StringComparer.Ordinal) ? api.WithEnvironment("SmartMoney__Sample", "true") : api;
}
