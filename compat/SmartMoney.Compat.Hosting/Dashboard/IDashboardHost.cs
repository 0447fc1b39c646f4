namespace Aspire.Hosting.Dashboard;

/// <summary>
/// The development dashboard, as the runner sees it. It is found among the application's services;
/// what it shows it takes from ResourceNotificationService, ResourceLoggerService and ResourceCommandService.
/// </summary>
internal interface IDashboardHost : IAsyncDisposable
{
    /// <summary>Starts listening. Returns when it answers.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    Task StartAsync(DashboardSettings settings, CancellationToken cancellationToken);
}

/// <summary>Where the dashboard listens, and who may look.</summary>
/// <param name="Address">The address, without a path.</param>
/// <param name="LoginToken">The secret of <c>/login?t=…</c>, new each run; null when everyone may look.</param>
/// <param name="ApplicationName">The application's name, for the title.</param>
internal sealed record DashboardSettings(Uri Address, string? LoginToken, string ApplicationName)
{
    /// <summary>The address that logs in.</summary>
    public Uri LoginAddress => LoginToken is null ? Address : new Uri(Address, $"/login?t={Uri.EscapeDataString(LoginToken)}");
}
