using SmartMoney.Deploy.Bundle.Edge;
using SmartMoney.Deploy.Compose;
using SmartMoney.Deploy.Expressions;
using SmartMoney.Deploy.Manifest;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>Puts the stack together: the services of the manifest, and the one in front.</summary>
internal sealed class StackBuilder
{
    private readonly BundleInput _input;
    private readonly BundleMode _mode;
    private readonly ProblemList _problems;
    private readonly IReadOnlyList<ServicePlan> _plans;
    private readonly Resolver _resolver;
    private readonly Deployment _deployment;
    private readonly NetworkCheck _networks;
    private readonly MountPlan _mounts;
    private readonly EnvironmentPlan _environment;
    private readonly ServiceFrame _frame;

    public StackBuilder(BundleInput input, BundleMode mode, ProblemList problems)
    {
        (_input, _mode, _problems) = (input, mode, problems);
        var inputs = new InputCatalog(input.Manifest);
        Variables = new(input.Policy, inputs, problems);
        Secrets = new(input.Policy, inputs, problems);
        _plans = ServicePlans.Of(input, problems);
        _deployment = new(input, _plans, mode, problems);
        _resolver = new(input.Manifest, inputs, _deployment, problems);
        _networks = new(input.Policy, _plans, problems);
        _mounts = new(input, _plans, _resolver, Variables, problems);
        _environment = new(_resolver, Variables, Secrets, _networks, problems);
        _frame = new(input.Policy);
    }

    public Variables Variables { get; }

    public SecretTable Secrets { get; }

    public IReadOnlyList<ServicePlan> Plans => _plans;

    public ComposeFile Build()
    {
        StandAlone.Check(_input.Manifest, _resolver);
        PortCheck.Check(_plans, _deployment, _problems);
        _networks.Declared();
        _mounts.Check();
        StartOrder.Check(_input.Policy, _plans, _problems);
        MemoryCheck.Check(_input.Policy, _plans, _problems);
        EdgeService.Check(_input.Policy, _problems);
        List<ComposeService> services = [.. _plans.Select(Service)];
        if (_input.Policy is { Edge: { } edge, EdgeSettings: { } settings })
            services.Add(EdgeService.Of(edge, settings, _mode, _deployment, Variables, _frame, _problems));
        return new()
        {
            Services = services,
            Networks = [.. _input.Policy.Networks.Select(static network => new ComposeNetwork(network.Name, network.Internal, network.Subnet))],
            Volumes = _mounts.Volumes,
            Secrets = [.. Secrets.Readers.Select(static reader => new ComposeSecret(reader.ComposeName, reader.File))],
        };
    }

    public IReadOnlyList<Route> Routes() => new EdgeRoutes(_input, _plans, _deployment, _networks, _problems).Find();

    public ComposeFile Builds() => new BuildPlan(_input, _plans, _resolver, Variables, _problems).File();

    private ComposeService Service(ServicePlan plan)
    {
        var workload = plan.Workload;
        if (workload.ContainerFiles is { } files && plan.Settings.ContainerFilesInImage != true)
            _problems.Add(files.Where, $"files of other images are to be copied into that of '{plan.Name}', which only its Dockerfile can do", $"Copy them there, and say so: services.{plan.Name}.containerFilesInImage: true");
        var environment = _environment.Of(plan);
        return _frame.Of(plan.Name, plan.Settings, plan.Once) with
        {
            Image = Image(plan),
            Entrypoint = workload.Entrypoint is { } entrypoint ? [.. Words(plan, [entrypoint])] : [],
            Command = [.. Words(plan, workload.Args), .. (plan.Settings.Args ?? []).Select(ComposeText.Of)],
            Environment = environment,
            Secrets = Secrets.Of(plan),
            Mounts = _mounts.Of(plan),
        };
    }

    private ComposeText? Image(ServicePlan plan)
    {
        if (plan.Settings.Image is { } image)
            return PolicyText.Of(PolicyText.ForService(image, plan.Name), plan.Settings.At("image"), Variables, _problems);
        return plan.Workload.Image is { } own && Visible(plan, own, "an image's name") is { } value ? ValueText.Plain(value, Variables) : null;
    }

    private IEnumerable<ComposeText> Words(ServicePlan plan, IEnumerable<ManifestText> words) =>
        words.Select(word => Visible(plan, word, "a command line")).OfType<ResolvedValue>().Select(value => ValueText.Plain(value, Variables));

    /// <summary>A value that everybody on the host can see.</summary>
    private ResolvedValue? Visible(ServicePlan plan, ManifestText text, string what)
    {
        if (_resolver.Resolve(text.Text, text.Place.Where, plan.Workload) is not { } value)
            return null;
        _networks.Use(plan.Name, value, text.Place.Where);
        if (value.Dropped is { } dropped)
            _problems.Add(text.Place.Where, $"{what} refers to '{dropped}', which does not exist in production", "Refer to the http endpoint");
        else if (value.IsSecret)
            _problems.Add(text.Place.Where, $"{what} holds a secret, and everybody on the host can see it", "Hand it over in the environment, from where it becomes a file");
        else
            return value;
        return null;
    }
}
