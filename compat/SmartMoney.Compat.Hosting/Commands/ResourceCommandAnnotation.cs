using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whether a command can be given now.</summary>
public enum ResourceCommandState
{
    /// <summary>It can.</summary>
    Enabled,

    /// <summary>It is shown, but it cannot.</summary>
    Disabled,

    /// <summary>It is not shown.</summary>
    Hidden,
}

/// <summary>The style of a picture.</summary>
public enum IconVariant
{
    /// <summary>Outlines.</summary>
    Regular,

    /// <summary>Filled.</summary>
    Filled,
}

/// <summary>Something that can be done with a resource.</summary>
/// <param name="name">The command.</param>
/// <param name="displayName">Its text.</param>
/// <param name="updateState">Whether it can be given, from what is known of the resource.</param>
/// <param name="executeCommand">Does it.</param>
/// <param name="options">The rest.</param>
public sealed class ResourceCommandAnnotation(
    string name,
    string displayName,
    Func<UpdateCommandStateContext, ResourceCommandState> updateState,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
    CommandOptions? options = null) : IResourceAnnotation
{
    /// <summary>The command.</summary>
    public string Name { get; } = name;

    /// <summary>Its text.</summary>
    public string DisplayName { get; } = displayName;

    /// <summary>Whether it can be given, from what is known of the resource.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; } = updateState;

    /// <summary>Does it.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand;

    /// <summary>What it does.</summary>
    public string? DisplayDescription { get; } = options?.Description;

    /// <summary>A question to ask first.</summary>
    public string? ConfirmationMessage { get; } = options?.ConfirmationMessage;

    /// <summary>A picture.</summary>
    public string? IconName { get; } = options?.IconName;

    /// <summary>Whether it is shown first.</summary>
    public bool IsHighlighted { get; } = options?.IsHighlighted ?? false;
}

/// <summary>The rarer settings of a command.</summary>
public class CommandOptions
{
    /// <summary>What it does.</summary>
    public string? Description { get; set; }

    /// <summary>A question to ask first.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>A picture.</summary>
    public string? IconName { get; set; }

    /// <summary>The picture's style.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>Whether it is shown first.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Whether it can be given, from what is known of the resource; always when null.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}

/// <summary>What a command's availability is judged by.</summary>
public sealed class UpdateCommandStateContext
{
    /// <summary>What is known of the resource.</summary>
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }
}

/// <summary>What a command works with.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>The application's services.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>The replica's id.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Ends with the application.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Writes to the resource's log.</summary>
    public required ILogger Logger { get; init; }
}

/// <summary>How a command ended.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Whether it did its work.</summary>
    public required bool Success { get; init; }

    /// <summary>What it has to say.</summary>
    public string? Message { get; init; }

    /// <summary>Whether it was called off.</summary>
    public bool Canceled { get; init; }
}

/// <summary>Makes results of commands.</summary>
public static class CommandResults
{
    /// <summary>Done.</summary>
    public static ExecuteCommandResult Success() => new() { Success = true };

    /// <summary>Done, with something to say.</summary>
    public static ExecuteCommandResult Success(string message) => new() { Success = true, Message = message };

    /// <summary>Not done.</summary>
    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, Message = errorMessage };

    /// <summary>Not done.</summary>
    public static ExecuteCommandResult Failure(Exception exception) => Failure(exception.Message);

    /// <summary>Called off.</summary>
    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };
}
