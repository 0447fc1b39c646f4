using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A program of this machine.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="command">The program: a path, or a name to be found on PATH.</param>
    /// <param name="workingDirectory">Where it runs.</param>
    public class ExecutableResource(string name, string command, string workingDirectory)
        : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
    {
        /// <summary>The program.</summary>
        public string Command { get; internal set; } = command;

        /// <summary>Where it runs.</summary>
        public string WorkingDirectory { get; internal set; } = workingDirectory;
    }
}

namespace Aspire.Hosting
{
    /// <summary>Adds programs of this machine.</summary>
    public static class ExecutableResourceBuilderExtensions
    {
        /// <summary>Adds a program; a relative working directory starts at the AppHost's folder.</summary>
        public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args)
            => builder.AddExecutable(name, command, workingDirectory, (object[]?)args);

        /// <summary>Adds a program; a relative working directory starts at the AppHost's folder.</summary>
        public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params object[]? args)
            => builder.AddResource(new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory)))
                .WithArgs(args ?? []);

        /// <summary>Sets the program.</summary>
        public static IResourceBuilder<T> WithCommand<T>(this IResourceBuilder<T> builder, string command)
            where T : ExecutableResource
        {
            builder.Resource.Command = command;
            return builder;
        }

        /// <summary>Sets where the program runs.</summary>
        public static IResourceBuilder<T> WithWorkingDirectory<T>(this IResourceBuilder<T> builder, string workingDirectory)
            where T : ExecutableResource
        {
            builder.Resource.WorkingDirectory = Path.GetFullPath(workingDirectory, builder.ApplicationBuilder.AppHostDirectory);
            return builder;
        }
    }
}
