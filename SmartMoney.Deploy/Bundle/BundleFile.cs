using SmartMoney.Deploy.Manifest;
using SmartMoney.Deploy.Policy;

namespace SmartMoney.Deploy.Bundle;

/// <summary>A file of the bundle: its name in the output folder and its text, with LF.</summary>
public sealed record BundleFile(string Name, string Text);

/// <summary>What a bundle is made from.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Policy">The policy.</param>
/// <param name="ManifestFolder">The manifest's folder as seen from the bundle's, with '/': paths in the manifest are relative to it.</param>
public sealed record BundleInput(AppManifest Manifest, DeployPolicy Policy, string ManifestFolder);

/// <summary>What a Compose file is for.</summary>
public enum BundleMode
{
    /// <summary>A server with a domain, over https.</summary>
    Production,

    /// <summary>This machine, on http://localhost.</summary>
    Local,
}
