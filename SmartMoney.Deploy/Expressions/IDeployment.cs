using SmartMoney.Deploy.Manifest;

namespace SmartMoney.Deploy.Expressions;

/// <summary>Where an endpoint is found inside the stack.</summary>
/// <param name="Scheme">Of its URLs.</param>
/// <param name="Host">The service's name, which the network's DNS knows.</param>
/// <param name="Port">What the program listens on; 0 when that is not known, which was reported.</param>
/// <param name="Dropped">Whether the endpoint does not exist in production.</param>
public sealed record EndpointAddress(string Scheme, string Host, int Port, bool Dropped = false);

/// <summary>What expressions need to know of the deployment.</summary>
public interface IDeployment
{
    /// <summary>The address of a workload's endpoint.</summary>
    EndpointAddress Address(Workload workload, Binding binding);

    /// <summary>The image that a workload runs.</summary>
    ResolvedValue Image(Workload workload);

    /// <summary>What <c>{deploy.path}</c> means in the policy; null where it means nothing.</summary>
    ResolvedValue? Own(IReadOnlyList<string> path);
}
