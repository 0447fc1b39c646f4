using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Sets environment variables when a resource is started or published.</summary>
/// <param name="callback">Fills the variables.</param>
public class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <param name="callback">Fills the variables.</param>
    public EnvironmentCallbackAnnotation(Action<EnvironmentCallbackContext> callback)
        : this(context =>
        {
            callback(context);
            return Task.CompletedTask;
        })
    {
    }

    /// <param name="name">The variable.</param>
    /// <param name="callback">Its value.</param>
    public EnvironmentCallbackAnnotation(string name, Func<string> callback)
        : this(context => context.EnvironmentVariables[name] = callback())
    {
    }

    /// <summary>Fills the variables.</summary>
    public Func<EnvironmentCallbackContext, Task> Callback { get; } = callback;
}

/// <summary>What an environment callback works on.</summary>
/// <param name="executionContext">What the model is evaluated for.</param>
/// <param name="resource">The resource that will get the variables.</param>
/// <param name="environmentVariables">Those set so far.</param>
/// <param name="cancellationToken">Ends with the start of the resource.</param>
public class EnvironmentCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    IResource? resource = null,
    Dictionary<string, object>? environmentVariables = null,
    CancellationToken cancellationToken = default)
{
    private readonly IResource? _resource = resource;

    /// <summary>Name to value: text, or something with a value at run time and an expression in the manifest.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables ?? [];

    /// <summary>What the model is evaluated for.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The resource that will get the variables.</summary>
    public IResource Resource => _resource ?? throw new InvalidOperationException("This context was made without a resource.");

    /// <summary>Ends with the start of the resource.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Writes to the resource's log.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;
}
