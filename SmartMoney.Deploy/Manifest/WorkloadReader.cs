using System.Text.Json;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Manifest;

/// <summary>Reads what runs in containers.</summary>
internal static class WorkloadReader
{
    internal static Workload Project(string name, JsonFields fields, ProblemList problems)
    {
        fields.RequiredText("path");
        // Where another publisher would deploy it to; here it goes to this host.
        fields.Optional("deployment", JsonValueKind.Object);
        return Common(name, fields, problems) with { IsProject = true };
    }

    internal static Workload Container(string name, JsonFields fields, ProblemList problems)
    {
        fields.Optional("deployment", JsonValueKind.Object);
        var image = fields.Template("image");
        var build = fields.Optional("build", JsonValueKind.Object) is { } element ? BuildReader.Read(new(element, fields.Place.Member("build"), problems), problems) : null;
        if (image is null && build is null)
            problems.Add(fields.Place.Where, $"'{name}' has neither 'image' nor 'build'", "A container needs one of them");
        if (image is not null && build is not null)
            problems.Add(fields.Place.Where, $"'{name}' has both 'image' and 'build'", "Keep one of them");
        return Common(name, fields, problems) with { Image = image, Build = build };
    }

    internal static Workload Dockerfile(string name, JsonFields fields, ProblemList problems)
    {
        var build = new BuildSource(fields.Place, Paths.Slashes(fields.RequiredText("context")), Paths.Slashes(fields.RequiredText("path"))) { Args = fields.Texts("buildArgs") };
        return Common(name, fields, problems) with { Build = build };
    }

    private static Workload Common(string name, JsonFields fields, ProblemList problems) =>
        new(name, fields.Place, fields.Template("connectionString"), InputReader.Read(fields, problems))
        {
            Entrypoint = fields.Template("entrypoint"),
            Args =
            [
                .. fields.Elements("args").Select(arg => (Text: JsonText.Of(arg.Value, arg.Place, problems), arg.Place))
                    .Where(static arg => arg.Text is not null)
                    .Select(static arg => new ManifestText(arg.Text!, arg.Place)),
            ],
            Environment = fields.Texts("env"),
            Bindings = [.. fields.Members("bindings").Select(member => BindingReader.Read(member.Name, member.Value, member.Place, problems)).OfType<Binding>()],
            Volumes = [.. fields.Elements("volumes").Select(item => MountReader.Volume(item.Value, item.Place, problems)).OfType<VolumeMount>()],
            BindMounts = [.. fields.Elements("bindMounts").Select(item => MountReader.Bind(item.Value, item.Place, problems)).OfType<BindMount>()],
            ContainerFiles = fields.Optional("containerFiles", JsonValueKind.Object) is null ? null : fields.Place.Member("containerFiles"),
        };
}
