using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>The properties that several kinds of resources have in the manifest.</summary>
internal static class ManifestParts
{
    public static void WriteConnectionString(this ManifestPublishingContext context, IResource resource)
    {
        if (resource is IResourceWithConnectionString connection)
        {
            context.Writer.WriteString("connectionString", context.Expression(connection.ConnectionStringExpression));
        }
    }

    public static async Task WriteArgsAsync(this ManifestPublishingContext context, IResource resource)
    {
        var args = new List<object>();
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(new CommandLineArgsCallbackContext(args, resource, context.CancellationToken) { ExecutionContext = context.ExecutionContext });
        }

        if (args.Count == 0)
        {
            return;
        }

        context.Writer.WriteStartArray("args");
        foreach (var arg in args)
        {
            context.Writer.WriteStringValue(context.Expression(arg));
        }

        context.Writer.WriteEndArray();
    }

    public static async Task WriteEnvironmentAsync(this ManifestPublishingContext context, IResource resource)
    {
        var variables = new Dictionary<string, object>();
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(new EnvironmentCallbackContext(context.ExecutionContext, resource, variables, context.CancellationToken));
        }

        if (variables.Count == 0)
        {
            return;
        }

        context.Writer.WriteStartObject("env");
        foreach (var (name, value) in variables)
        {
            context.Writer.WriteString(name, context.Expression(value));
        }

        context.Writer.WriteEndObject();
    }

    public static void WriteBindings(this ManifestPublishingContext context, IResource resource)
    {
        if (!resource.TryGetEndpoints(out var endpoints))
        {
            return;
        }

        var writer = context.Writer;
        writer.WriteStartObject("bindings");
        foreach (var (endpoint, ports) in context.Ports.Resolve(resource, endpoints))
        {
            writer.WriteStartObject(endpoint.Name);
            writer.WriteString("scheme", endpoint.UriScheme);
            writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            writer.WriteString("transport", endpoint.Transport);
            if (ports.Port is { } port)
            {
                writer.WriteNumber("port", port);
            }

            if (ports.TargetPort is { } targetPort)
            {
                writer.WriteNumber("targetPort", targetPort);
            }

            if (endpoint.IsExternal)
            {
                writer.WriteBoolean("external", true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
