using SmartMoney.Deploy.Compose;
using SmartMoney.Deploy.Expressions;
using SmartMoney.Deploy.Manifest;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>The override that builds images instead of loading them. Each image is built once, whoever runs it.</summary>
internal sealed class BuildPlan(BundleInput input, IReadOnlyList<ServicePlan> plans, Resolver resolver, Variables variables, ProblemList problems)
{
    public ComposeFile File()
    {
        var services = new List<ComposeService>();
        var built = new HashSet<string>(StringComparer.Ordinal);
        foreach (var plan in plans)
        {
            var build = plan.Workload.IsProject ? Project(plan) : plan.Workload.Build is { } source ? Container(plan, source) : null;
            if (build is not null && built.Add(PolicyText.ForService(plan.Settings.Image ?? plan.Name, plan.Name)))
                services.Add(new(plan.Name) { Build = build });
        }
        return new() { Services = services };
    }

    private ComposeBuild? Project(ServicePlan plan)
    {
        if (input.Policy.Build is { } build)
            return new(build.Context, build.Dockerfile, plan.Settings.Target is { } target ? PolicyText.ForService(target, plan.Name) : null, []);
        return null;
    }

    private ComposeBuild? Container(ServicePlan plan, BuildSource source)
    {
        foreach (var (name, place) in source.Secrets)
            problems.Add(place.Where, $"the image of '{plan.Name}' is built with the secret '{name}', which docker-compose 1.29 cannot hand over", "Build it elsewhere and name the image without 'build', or do without the secret");
        var context = BundlePath.Join(input.ManifestFolder, source.Context);
        var dockerfile = source.Context.StartsWith('/') == source.Dockerfile.StartsWith('/')
            ? BundlePath.Relative(BundlePath.Plain(source.Context), BundlePath.Plain(source.Dockerfile))
            : null;
        if (dockerfile is null)
        {
            problems.Add(source.Place.Where, $"the Dockerfile '{source.Dockerfile}' cannot be named from the build context '{source.Context}'", "Put it inside the context");
            return null;
        }
        return new(context, dockerfile, source.Stage, [.. source.Args.Select(arg => Argument(plan, arg)).OfType<KeyValuePair<string, ComposeText>>()]);
    }

    private KeyValuePair<string, ComposeText>? Argument(ServicePlan plan, KeyValuePair<string, ManifestText> arg)
    {
        var where = arg.Value.Place.Where;
        if (resolver.Resolve(arg.Value.Text, where, plan.Workload) is not { } value)
            return null;
        if (!value.IsSecret)
            return KeyValuePair.Create(arg.Key, ValueText.Plain(value, variables));
        problems.Add(where, $"a build argument of '{plan.Name}' holds a secret, and stays readable in the image", "Hand it over when the container runs");
        return null;
    }
}
