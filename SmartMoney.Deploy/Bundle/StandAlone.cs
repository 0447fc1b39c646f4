using SmartMoney.Deploy.Expressions;
using SmartMoney.Deploy.Manifest;

namespace SmartMoney.Deploy.Bundle;

/// <summary>Resolves what no service refers to, so that mistakes in it are told too.</summary>
internal static class StandAlone
{
    internal static void Check(AppManifest manifest, Resolver resolver)
    {
        foreach (var resource in manifest.Resources)
        {
            var member = resource switch
            {
                ParameterResource or AnnotatedString => "value",
                _ => "connectionString",
            };
            if (member == "value" || resource.ConnectionString is not null)
                resolver.Resolve($"{{{resource.Name}.{member}}}", resource.Place.Member(member).Where, resource as Workload);
            if (resource is ParameterResource && resource.ConnectionString is not null)
                resolver.Resolve($"{{{resource.Name}.connectionString}}", resource.Place.Member("connectionString").Where, null);
        }
    }
}
