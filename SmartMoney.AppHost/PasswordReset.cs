namespace SmartMoney.AppHost;

/// <summary>What <c>--reset-password EMAIL [--remove-second-factor]</c> asks for.</summary>
internal static class PasswordReset
{
    private const string Wish = "--reset-password";
    private const string Removal = "--remove-second-factor";

    /// <summary>In a run with it, has the API's program print a link by which that user sets a new password. What is published never does.</summary>
    public static void AddPasswordReset(
        this IDistributedApplicationBuilder builder, IReadOnlyList<string> args, IResourceBuilder<IResourceWithConnectionString> ledger, IResourceBuilder<ProjectResource> migrate,
        IResourceBuilder<ProjectResource> gateway)
    {
        if (!builder.ExecutionContext.IsRunMode || args.SkipWhile(arg => arg != Wish).ElementAtOrDefault(1) is not { } email)
            return;
        builder.AddProject<Projects.SmartMoney_Api>("reset-password", launchProfileName: "migrate")
            .DisableForwardedHeaders()
            .WithArgs([.. new[] { "reset-password", email }, .. args.Contains(Removal) ? [Removal] : Array.Empty<string>()])
            .WithReference(ledger, connectionName: "smartmoney")
            .WithEnvironment("SmartMoney__PublicUrl", gateway.GetEndpoint("http"))
            .WaitForCompletion(migrate);
    }
}
