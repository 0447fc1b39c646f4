using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Who depends on whom: by waiting, by reference, by living inside, by being made from.</summary>
internal sealed class DependencyGraph
{
    private readonly Dictionary<IResource, HashSet<IResource>> _dependencies = [];

    public DependencyGraph(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources)
        {
            _dependencies[resource] = Direct(resource);
        }
    }

    /// <summary>Those that directly depend on a resource.</summary>
    public IEnumerable<IResource> DependentsOf(IResource resource)
        => _dependencies.Where(d => d.Value.Contains(resource)).Select(d => d.Key);

    /// <summary>Does something with every resource, with each only after all that depend on it are done.</summary>
    public Task VisitDependentsFirstAsync(Func<IResource, Task> visit)
    {
        var visits = new Dictionary<IResource, Task>();
        return Task.WhenAll(_dependencies.Keys.Select(r => VisitAsync(r, [])));

        Task VisitAsync(IResource resource, HashSet<IResource> above)
        {
            if (visits.TryGetValue(resource, out var known))
            {
                return known;
            }

            // Two that refer to each other are stopped in the order of their declaration.
            if (!above.Add(resource))
            {
                return Task.CompletedTask;
            }

            var dependents = DependentsOf(resource).Select(d => VisitAsync(d, above)).ToArray();
            above.Remove(resource);
            return visits[resource] = ThenAsync(dependents, resource);
        }

        async Task ThenAsync(Task[] dependents, IResource resource)
        {
            await Task.WhenAll(dependents);
            await visit(resource);
        }
    }

    /// <summary>A circle of waits would never end.</summary>
    /// <exception cref="DistributedApplicationException">Names the circle.</exception>
    public static void RefuseCircularWaits(IEnumerable<IResource> resources)
    {
        var done = new HashSet<IResource>();
        foreach (var resource in resources)
        {
            Follow(resource, []);
        }

        void Follow(IResource resource, List<IResource> path)
        {
            if (path.IndexOf(resource) is >= 0 and var start)
            {
                throw new DistributedApplicationException($"These resources wait for each other: {string.Join(" -> ", path.Skip(start).Append(resource).Select(r => r.Name))}.");
            }

            if (!done.Contains(resource))
            {
                path.Add(resource);
                foreach (var wait in resource.Annotations.OfType<WaitAnnotation>())
                {
                    Follow(wait.Resource, path);
                }

                path.Remove(resource);
                done.Add(resource);
            }
        }
    }

    private static HashSet<IResource> Direct(IResource resource)
    {
        var found = new HashSet<IResource>();
        found.UnionWith(resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource));
        found.UnionWith(resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => r.Resource));
        if (resource is IValueWithReferences made)
        {
            var parts = new ReferencedResources();
            parts.Add(made);
            found.UnionWith(parts.InOrder);
        }

        foreach (var child in found.Append(resource).OfType<IResourceWithParent>().ToArray())
        {
            found.Add(child.Parent);
        }

        found.Remove(resource);
        return found;
    }
}
