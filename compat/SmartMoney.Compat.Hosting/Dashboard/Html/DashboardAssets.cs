using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>Style sheet, script and icon, kept in the assembly. Their addresses change with their content, so browsers may keep them.</summary>
internal sealed class DashboardAssets
{
    private readonly Dictionary<string, Asset> _assets = ((Asset[])
    [
        Read("dashboard.css", "text/css; charset=utf-8"),
        Read("dashboard.js", "text/javascript; charset=utf-8"),
        Read("dashboard.svg", "image/svg+xml"),
    ]).ToDictionary(a => a.Name, StringComparer.Ordinal);

    public string AddressOf(string name) => $"/assets/{name}?v={_assets[name].Version}";

    public IResult Send(HttpContext context, string name)
    {
        if (!_assets.TryGetValue(name, out var asset))
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "max-age=31536000, immutable";
        return TypedResults.Bytes(asset.Content, asset.Type);
    }

    private static Asset Read(string name, string type)
    {
        using var stream = typeof(DashboardAssets).Assembly.GetManifestResourceStream($"dashboard/{name}")
            ?? throw new InvalidOperationException($"The assembly lacks dashboard/{name}.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new Asset(name, type, content, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
    }

    private sealed record Asset(string Name, string Type, byte[] Content, string Version);
}
