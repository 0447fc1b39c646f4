using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Judges from a snapshot whether a resource can still be waited for.</summary>
internal static class ResourceAvailability
{
    /// <summary>Whether it ended, failed, or cannot run here.</summary>
    public static bool IsGone(CustomResourceSnapshot snapshot)
        => snapshot.State is { } state
            && (KnownResourceStates.TerminalStates.Contains(state.Text) || state.Text == KnownResourceStates.RuntimeUnhealthy);

    /// <summary>'<c>api did not start</c>', '<c>migrate ended with exit code 3</c>'.</summary>
    public static string Describe(ResourceEvent change)
    {
        var name = change.Resource.Name;
        var snapshot = change.Snapshot;
        if (snapshot.State?.Text == KnownResourceStates.FailedToStart)
        {
            return $"{name} did not start";
        }

        if (snapshot.State?.Text == KnownResourceStates.RuntimeUnhealthy)
        {
            return $"{name} has no container runtime";
        }

        return snapshot.ExitCode is { } code
            ? string.Create(CultureInfo.InvariantCulture, $"{name} ended with exit code {code}")
            : $"{name} was stopped";
    }
}
