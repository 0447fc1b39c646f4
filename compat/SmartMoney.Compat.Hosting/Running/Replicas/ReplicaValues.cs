using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Replicas;

/// <summary>Works out what a replica is started with: variables and arguments, with all values known.</summary>
internal sealed class ReplicaValues(DistributedApplicationExecutionContext execution, SecretMask mask, ILogger logger)
{
    private const int SuffixLength = 8;

    public async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(IResource resource, string id, IReadOnlyDictionary<string, int> ports, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, object>(StringComparer.Ordinal);
        var context = new EnvironmentCallbackContext(execution, resource, variables, cancellationToken) { Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            if (await ValueAsync(value, resource, ports, $"environment variable {name}", cancellationToken) is { } text)
            {
                values[name] = text.Replace(TelemetryEnvironment.InstancePlaceholder, id[^SuffixLength..], StringComparison.Ordinal);
            }
        }

        return values;
    }

    public async Task<IReadOnlyList<string>> ArgumentsAsync(IResource resource, IReadOnlyDictionary<string, int> ports, CancellationToken cancellationToken)
    {
        var args = new List<object>();
        var context = new CommandLineArgsCallbackContext(args, resource, cancellationToken) { ExecutionContext = execution, Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        var values = new List<string>();
        foreach (var arg in args)
        {
            if (await ValueAsync(arg, resource, ports, "argument", cancellationToken) is { } text)
            {
                values.Add(text);
            }
        }

        return values;
    }

    private async Task<string?> ValueAsync(object value, IResource resource, IReadOnlyDictionary<string, int> ports, string what, CancellationToken cancellationToken)
    {
        switch (value)
        {
            case string text:
                return text;
            case IValueProvider provider:
                await HideSecretsAsync(provider, cancellationToken);
                return await provider.GetValueAsync(new ValueProviderContext { ExecutionContext = execution, Caller = resource, TargetPorts = ports }, cancellationToken);
            case IFormattable number:
                return number.ToString(null, CultureInfo.InvariantCulture);
            default:
                throw new DistributedApplicationException($"the {what} is a {value.GetType().Name}, which has no value");
        }
    }

    // Before the value is used: it may show up in the first line that the process writes.
    private async Task HideSecretsAsync(IValueProvider provider, CancellationToken cancellationToken)
    {
        var parts = new ReferencedResources();
        parts.Add(provider);
        foreach (var parameter in parts.InOrder.OfType<ParameterResource>().Where(p => p.Secret))
        {
            mask.Add(await parameter.GetValueAsync(cancellationToken));
        }
    }
}
