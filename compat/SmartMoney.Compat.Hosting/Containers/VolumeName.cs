using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names for volumes that were given none.</summary>
internal static class VolumeName
{
    /// <summary><c>application-hash-resource-suffix</c>, lower case.</summary>
    public static string Of<T>(IResourceBuilder<T> builder, string suffix)
        where T : IResource
    {
        var application = builder.ApplicationBuilder;
        var name = string.Concat(application.Environment.ApplicationName.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' ? c : '_'));
        var hash = application.Configuration["AppHost:Sha256"] ?? "";
        return $"{name}-{hash[..Math.Min(10, hash.Length)].ToLowerInvariant()}-{builder.Resource.Name}-{suffix}";
    }
}
