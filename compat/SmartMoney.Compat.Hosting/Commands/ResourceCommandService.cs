using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives commands to resources.</summary>
/// <param name="notifications">Knows the replicas.</param>
/// <param name="loggers">The resources' logs.</param>
/// <param name="services">The application's services.</param>
public class ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services)
{
    /// <summary>Gives a command to one replica, by its id, or to all replicas, by the resource's name.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        if (notifications.TryGetCurrentState(resourceId, out var known))
        {
            return ExecuteOneAsync(known.Resource, known.ResourceId, commandName, cancellationToken);
        }

        var model = services.GetRequiredService<DistributedApplicationModel>();
        var resource = model.Resources.FirstOrDefault(r => string.Equals(r.Name, resourceId, StringComparison.OrdinalIgnoreCase));
        return resource is null
            ? Task.FromResult(CommandResults.Failure($"Resource '{resourceId}' not found."))
            : ExecuteCommandAsync(resource, commandName, cancellationToken);
    }

    /// <summary>Gives a command to all replicas of a resource.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        var results = await Task.WhenAll(ResourceIds.Of(resource).Select(id => ExecuteOneAsync(resource, id, commandName, cancellationToken)));
        return results.FirstOrDefault(r => !r.Success) ?? CommandResults.Success();
    }

    private async Task<ExecuteCommandResult> ExecuteOneAsync(IResource resource, string id, string commandName, CancellationToken cancellationToken)
    {
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>().LastOrDefault(c => c.Name == commandName);
        if (command is null)
        {
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{id}'.");
        }

        var context = new ExecuteCommandContext
        {
            Services = services,
            ResourceName = id,
            CancellationToken = cancellationToken,
            Logger = loggers.GetLogger(id),
        };
        try
        {
            return await command.ExecuteCommand(context);
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception e)
        {
            // The command is someone else's code: whatever it throws is its failure, not ours.
            return CommandResults.Failure(e);
        }
    }
}
