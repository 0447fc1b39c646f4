namespace Aspire.Hosting.ApplicationModel;

/// <summary>The parts of a resource's connection string.</summary>
internal static class ConnectionProperties
{
    /// <summary>The resource's own, then those added to it; a later one of a name overrides an earlier one in its place.</summary>
    public static IReadOnlyList<KeyValuePair<string, ReferenceExpression>> Of(IResourceWithConnectionString resource)
    {
        var added = resource.Annotations.OfType<ConnectionPropertyAnnotation>().Select(p => KeyValuePair.Create(p.Name, p.Value));
        return Combine(resource.GetConnectionProperties(), added);
    }

    public static IReadOnlyList<KeyValuePair<string, ReferenceExpression>> Combine(
        IEnumerable<KeyValuePair<string, ReferenceExpression>> first,
        IEnumerable<KeyValuePair<string, ReferenceExpression>> overrides)
    {
        var combined = first.ToList();
        foreach (var item in overrides)
        {
            var index = combined.FindIndex(p => string.Equals(p.Key, item.Key, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
            {
                combined[index] = item;
            }
            else
            {
                combined.Add(item);
            }
        }

        return combined;
    }
}
