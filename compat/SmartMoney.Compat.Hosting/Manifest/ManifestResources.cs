using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes each kind of resource.</summary>
internal static class ManifestResources
{
    /// <summary>Writes the content of the resource's object.</summary>
    public static Task WriteAsync(ManifestPublishingContext context, IResource resource)
        => resource switch
        {
            _ when resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var custom) && custom.Callback is { } callback => callback(context),
            ContainerResource container => WriteContainerAsync(context, container),
            ProjectResource project => WriteProjectAsync(context, project),
            ExecutableResource executable => WriteExecutableAsync(context, executable),
            ParameterResource parameter => WriteParameterAsync(context, parameter),
            IResourceWithConnectionString value => WriteValueAsync(context, value),
            _ => WriteUnknownAsync(context),
        };

    private static async Task WriteContainerAsync(ManifestPublishingContext context, ContainerResource container)
    {
        var writer = context.Writer;
        writer.WriteString("type", "container.v0");
        context.WriteConnectionString(container);
        if (!container.TryGetContainerImageName(out var image))
        {
            throw new DistributedApplicationException($"Could not get container image name of '{container.Name}'.");
        }

        writer.WriteString("image", image);
        if (container.Entrypoint is { } entrypoint)
        {
            writer.WriteString("entrypoint", entrypoint);
        }

        await context.WriteArgsAsync(container);
        WriteMounts(context, container, ContainerMountType.BindMount);
        WriteMounts(context, container, ContainerMountType.Volume);
        await context.WriteEnvironmentAsync(container);
        context.WriteBindings(container);
    }

    private static void WriteMounts(ManifestPublishingContext context, ContainerResource container, ContainerMountType type)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().Where(m => m.Type == type).ToArray();
        if (mounts.Length == 0)
        {
            return;
        }

        var writer = context.Writer;
        writer.WriteStartArray(type == ContainerMountType.BindMount ? "bindMounts" : "volumes");
        foreach (var mount in mounts)
        {
            writer.WriteStartObject();
            if (type == ContainerMountType.BindMount)
            {
                writer.WriteString("source", context.GetManifestRelativePath(mount.Source));
            }
            else if (mount.Source is { } name)
            {
                writer.WriteString("name", name);
            }

            writer.WriteString("target", mount.Target.Replace('\\', '/'));
            writer.WriteBoolean("readOnly", mount.IsReadOnly);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static async Task WriteProjectAsync(ManifestPublishingContext context, ProjectResource project)
    {
        context.Writer.WriteString("type", "project.v0");
        context.Writer.WriteString("path", context.GetManifestRelativePath(project.GetProjectMetadata().ProjectPath));
        await context.WriteArgsAsync(project);
        await context.WriteEnvironmentAsync(project);
        context.WriteBindings(project);
    }

    private static async Task WriteExecutableAsync(ManifestPublishingContext context, ExecutableResource executable)
    {
        context.Writer.WriteString("type", "executable.v0");
        context.WriteConnectionString(executable);
        context.Writer.WriteString("workingDirectory", context.GetManifestRelativePath(executable.WorkingDirectory));
        context.Writer.WriteString("command", executable.Command);
        await context.WriteArgsAsync(executable);
        await context.WriteEnvironmentAsync(executable);
        context.WriteBindings(executable);
    }

    private static Task WriteParameterAsync(ManifestPublishingContext context, ParameterResource parameter)
    {
        var writer = context.Writer;
        writer.WriteString("type", "parameter.v0");
        if (parameter.IsConnectionString)
        {
            writer.WriteString("connectionString", parameter.ValueExpression);
        }

        writer.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        writer.WriteStartObject("inputs");
        writer.WriteStartObject("value");
        writer.WriteString("type", "string");
        if (parameter.Secret)
        {
            writer.WriteBoolean("secret", true);
        }

        if (parameter.Default is { } @default)
        {
            writer.WriteStartObject("default");
            @default.WriteToManifest(context);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        return Task.CompletedTask;
    }

    private static Task WriteValueAsync(ManifestPublishingContext context, IResourceWithConnectionString value)
    {
        context.Writer.WriteString("type", "value.v0");
        context.WriteConnectionString(value);
        return Task.CompletedTask;
    }

    private static Task WriteUnknownAsync(ManifestPublishingContext context)
    {
        context.Writer.WriteString("error", "This resource does not support generation in the manifest.");
        return Task.CompletedTask;
    }
}
