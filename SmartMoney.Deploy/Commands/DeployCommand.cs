using System.CommandLine;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Commands;

/// <summary>The command line.</summary>
public static class DeployCommand
{
    /// <summary>Everything is as it should be.</summary>
    public const int Good = 0;

    /// <summary>The folder differs from what would be generated.</summary>
    public const int Drift = 1;

    /// <summary>Something is wrong with the input; nothing was written.</summary>
    public const int Bad = 2;

    /// <summary>Runs the command line.</summary>
    /// <param name="args">Its arguments.</param>
    /// <param name="output">Takes what was done.</param>
    /// <param name="error">Takes what is wrong.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var manifest = new Option<string>("--manifest") { Description = "The manifest that the AppHost published.", DefaultValueFactory = static _ => "aspire-manifest.json", HelpName = "file" };
        var policy = new Option<string>("--policy") { Description = "What production needs and the manifest does not say.", DefaultValueFactory = static _ => "deploy/policy.yaml", HelpName = "file" };
        var folder = new Option<string>("--output") { Description = "The bundle's folder.", DefaultValueFactory = static _ => "deploy", HelpName = "folder" };
        var generate = new Command("generate", "Writes the bundle. Exit code 0, or 2 when something is wrong with the input: then all problems are told and nothing is written.") { manifest, policy, folder };
        var check = new Command("check", "Compares the bundle with what 'generate' would write. Exit code 0, 1 when they differ, 2 when something is wrong with the input.") { manifest, policy, folder };
        var root = new RootCommand(
            "Turns an Aspire manifest and a policy into a Compose bundle for one host: docker-compose.prod.yml, .local.yml and .build.yml, Caddyfile, .env.example, secrets.list, folders.list.") { generate, check };

        async Task<int> Run(ParseResult parsed, Func<BundleFolder, IReadOnlyList<Bundle.BundleFile>, CancellationToken, Task<int>> act, CancellationToken cancel)
        {
            var problems = new ProblemList();
            var target = parsed.GetRequiredValue(folder);
            var files = await Generation.RunAsync(parsed.GetRequiredValue(manifest), parsed.GetRequiredValue(policy), target, problems, cancel);
            if (files is not null)
                return await act(new(target), files, cancel);
            foreach (var problem in problems.All)
                await error.WriteLineAsync(problem.ToString().AsMemory(), cancel);
            await error.WriteLineAsync($"{problems.All.Count} problem(s); nothing was written.".AsMemory(), cancel);
            return Bad;
        }

        generate.SetAction((parsed, cancel) => Run(
            parsed,
            async (bundle, files, token) =>
            {
                await bundle.WriteAsync(files, token);
                await output.WriteLineAsync($"Wrote {string.Join(", ", files.Select(static file => file.Name))}.".AsMemory(), token);
                return Good;
            },
            cancel));
        check.SetAction((parsed, cancel) => Run(
            parsed,
            async (bundle, files, token) =>
            {
                var drift = await bundle.DriftAsync(files, token);
                foreach (var line in drift)
                    await error.WriteLineAsync(line.AsMemory(), token);
                await output.WriteLineAsync((drift.Count == 0 ? "The bundle is what the manifest and the policy say." : "Run 'generate' and commit the result.").AsMemory(), token);
                return drift.Count == 0 ? Good : Drift;
            },
            cancel));

        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync(new() { Output = output, Error = error }, cancellationToken);
        return parsed.Errors.Count > 0 ? Bad : code;
    }
}
