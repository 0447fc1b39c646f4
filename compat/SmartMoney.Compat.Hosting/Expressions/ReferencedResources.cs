namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resources that written values need, in the order of their first mention.</summary>
internal sealed class ReferencedResources
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    public List<IResource> InOrder { get; } = [];

    public void Add(object? value)
    {
        if (value is null)
        {
            return;
        }

        if (value is IResource resource)
        {
            if (!_seen.Add(resource))
            {
                return;
            }

            InOrder.Add(resource);
        }

        if (value is IValueWithReferences parts)
        {
            foreach (var part in parts.References)
            {
                Add(part);
            }
        }
    }
}
