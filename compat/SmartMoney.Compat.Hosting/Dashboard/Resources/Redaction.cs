using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Takes secrets out of what the dashboard shows: the values of secret parameters wherever they occur, variables whose name says
/// that they are secret, and passwords inside connection strings and addresses, known or not.
/// </summary>
internal sealed partial class Redaction(SecretMask mask, DistributedApplicationModel model, ResourceNotificationService notifications)
{
    /// <summary>Text that people or processes wrote, with each known secret masked.</summary>
    public string Text(string? text) => text is null ? "" : mask.Apply(text);

    /// <summary>A value, with each known secret and each password in it masked.</summary>
    public string Value(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        // The mask leaves short secrets alone, because they occur in other words. As a whole value they are still secrets.
        return ShortSecrets().Contains(value, StringComparer.Ordinal)
            ? SecretMask.Mask
            : UserInfo().Replace(Setting().Replace(Text(value), "${key}" + SecretMask.Mask), "${key}" + SecretMask.Mask + "@");
    }

    /// <summary>The value of a named variable.</summary>
    public string Variable(string name, string? value)
        => !string.IsNullOrEmpty(value) && SecretName().IsMatch(name) ? SecretMask.Mask : Value(value);

    private IEnumerable<string> ShortSecrets()
        => from parameter in model.Resources.OfType<ParameterResource>()
           where parameter.Secret
           from property in PropertiesOf(parameter)
           where property is { IsSensitive: true, Value: string { Length: > 0 } }
           select (string)property.Value!;

    private ImmutableArray<ResourcePropertySnapshot> PropertiesOf(ParameterResource parameter)
        => notifications.TryGetCurrentState(parameter.Name, out var state) ? state.Snapshot.Properties : [];

    // A connection string's setting, up to its end (Npgsql and ADO.NET quote with " or ', doubled inside), or a header's.
    [GeneratedRegex("""(?<key>(?:password|passwd|pwd|secret|token|api[-_ ]?key|access[-_ ]?key|authorization)\s*=\s*)(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|[^;\r\n]+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();

    // RFC 3986, section 3.2.1: user:password before the @ of an authority.
    [GeneratedRegex(@"(?<key>[a-z][a-z0-9+.\-]*://[^\s/:@]*:)[^\s/@]+@", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserInfo();

    [GeneratedRegex("passw(or)?d|pwd|secret|token|credential|(api|access|private|account|signing|encryption)[-_]?key|otlp_headers|authorization", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName();
}
