using System.Globalization;

namespace SmartMoney.AppHost;

/// <summary>Where services are on this machine. Ports of the launch profiles are not published.</summary>
internal static class LocalPorts
{
    /// <summary>Takes any free port, so that two checkouts can run at the same time.</summary>
    public static IResourceBuilder<T> WithAnyLocalPort<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
        => builder.WithEndpoint("http", endpoint => endpoint.Port = null);

    /// <summary>In a run, takes the http port from a configuration key or environment variable; the launch profile's stands when it is not set.</summary>
    /// <exception cref="DistributedApplicationException">The value is no port.</exception>
    public static IResourceBuilder<T> WithLocalPort<T>(this IResourceBuilder<T> builder, string key)
        where T : IResourceWithEndpoints
    {
        var text = builder.ApplicationBuilder.Configuration[key];
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode || string.IsNullOrEmpty(text))
        {
            return builder;
        }

        return ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? builder.WithEndpoint("http", endpoint => endpoint.Port = port)
            : throw new DistributedApplicationException($"{key} is '{text}'; it must be a port from 1 to 65535.");
    }
}
