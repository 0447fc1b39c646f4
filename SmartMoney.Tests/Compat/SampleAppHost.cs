using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace SmartMoney.Tests.Compat;

/// <summary>An AppHost in a folder of its own, with projects beside it, as the golden manifest describes it.</summary>
internal sealed class SampleAppHost : IDisposable
{
    private readonly DirectoryInfo _root = System.IO.Directory.CreateTempSubdirectory("smartmoney-sample-");

    public SampleAppHost()
    {
        System.IO.Directory.CreateDirectory(Directory);
        foreach (var project in (string[])["SmartMoney.Api", "SmartMoney.Web", "SmartMoney.Gateway"])
        {
            AddProject(project, """{"profiles":{"http":{"commandName":"Project","applicationUrl":"http://localhost:5000"},"bare":{"commandName":"Project"}}}""");
        }
    }

    public string Directory => Path.Combine(_root.FullName, "SmartMoney.AppHost");

    public string ManifestPath => Path.Combine(Directory, "aspire-manifest.json");

    public string ProjectPath(string name) => Path.Combine(_root.FullName, name, $"{name}.csproj");

    public void AddProject(string name, string launchSettings)
    {
        var properties = System.IO.Directory.CreateDirectory(Path.Combine(_root.FullName, name, "Properties"));
        File.WriteAllText(ProjectPath(name), "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");
        File.WriteAllText(Path.Combine(properties.FullName, "launchSettings.json"), launchSettings);
    }

    public IDistributedApplicationBuilder Publishing() => Builder("--publisher", "manifest", "--output-path", ManifestPath);

    public IDistributedApplicationBuilder Running(params string[] args)
        => Builder([$"--AppHost:DataDirectory={Path.Combine(_root.FullName, "data")}", "--environment=Development", .. args]);

    public async Task<string> ManifestOfAsync(Action<IDistributedApplicationBuilder> describe)
    {
        var builder = Publishing();
        describe(builder);
        await using var app = builder.Build();
        await app.RunAsync();
        return await File.ReadAllTextAsync(ManifestPath);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private IDistributedApplicationBuilder Builder(params string[] args)
        => DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, ProjectDirectory = Directory, DisableDashboard = true });
}
