namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is known at run time.</summary>
public interface IValueProvider
{
    /// <summary>The value, as soon as it is known.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);

    /// <summary>The value as one consumer sees it.</summary>
    ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
        => GetValueAsync(cancellationToken);
}

/// <summary>A value that the manifest writes as an expression.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The expression, such as <c>{api.bindings.http.url}</c>.</summary>
    string ValueExpression { get; }
}

/// <summary>A value at run time, an expression in the manifest.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;

/// <summary>A value made from other resources' values.</summary>
public interface IValueWithReferences
{
    /// <summary>The resources and values it is made from.</summary>
    IEnumerable<object> References { get; }
}

/// <summary>Who asks for a value.</summary>
public class ValueProviderContext
{
    /// <summary>What the model is evaluated for.</summary>
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    /// <summary>The resource that will use the value.</summary>
    public IResource? Caller { get; init; }

    /// <summary>The ports that the asking replica itself binds, by endpoint name; each replica has its own.</summary>
    internal IReadOnlyDictionary<string, int>? TargetPorts { get; init; }
}
