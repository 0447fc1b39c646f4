using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds command line arguments when a resource is started or published.</summary>
/// <param name="callback">Adds the arguments.</param>
public class CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <param name="callback">Adds the arguments.</param>
    public CommandLineArgsCallbackAnnotation(Action<IList<object>> callback)
        : this(context =>
        {
            callback(context.Args);
            return Task.CompletedTask;
        })
    {
    }

    /// <summary>Adds the arguments.</summary>
    public Func<CommandLineArgsCallbackContext, Task> Callback { get; } = callback;
}

/// <summary>What an arguments callback works on.</summary>
/// <param name="args">The arguments so far.</param>
/// <param name="resource">The resource that will get them.</param>
/// <param name="cancellationToken">Ends with the start of the resource.</param>
public sealed class CommandLineArgsCallbackContext(IList<object> args, IResource? resource = null, CancellationToken cancellationToken = default)
{
    private readonly IResource? _resource = resource;

    /// <summary>The arguments: text, or something with a value at run time and an expression in the manifest.</summary>
    public IList<object> Args { get; } = args;

    /// <summary>The resource that will get them.</summary>
    public IResource Resource => _resource ?? throw new InvalidOperationException("This context was made without a resource.");

    /// <summary>What the model is evaluated for.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; init; } = new(DistributedApplicationOperation.Run);

    /// <summary>Ends with the start of the resource.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Writes to the resource's log.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
