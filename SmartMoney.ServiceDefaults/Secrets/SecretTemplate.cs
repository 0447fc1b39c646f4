using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace SmartMoney.ServiceDefaults.Secrets;

/// <summary>
/// A setting with places for secrets: <c>${file:PATH}</c>, or <c>${file:PATH|ENCODING}</c> where what surrounds it has a syntax of its own:
/// <c>connection-string</c> quotes it as a value of an ADO.NET connection string, <c>uri</c> percent-encodes it (RFC 3986 section 2).
/// </summary>
internal static partial class SecretTemplate
{
    private const string Mark = "${file:";

    /// <summary>Whether a setting has such a place.</summary>
    public static bool IsOne([NotNullWhen(true)] string? value) => value?.Contains(Mark, StringComparison.Ordinal) == true;

    /// <summary>The setting with its secrets.</summary>
    /// <param name="value">The setting.</param>
    /// <param name="read">Reads the file at a path.</param>
    public static string Fill(string value, Func<string, string> read) => Place().Replace(value, place =>
    {
        var secret = read(place.Groups["path"].Value);
        return place.Groups["encoding"].Value switch
        {
            "connection-string" => Quoted(secret),
            "uri" => Uri.EscapeDataString(secret),
            _ => secret,
        };
    });

    // Quotes it where it has to be, the way the other side reads it: as the builder writes a pair, less the key.
    private static string Quoted(string secret)
    {
        var pair = new StringBuilder();
        DbConnectionStringBuilder.AppendKeyValuePair(pair, "x", secret);
        return pair.ToString("x=".Length, pair.Length - "x=".Length);
    }

    [GeneratedRegex(@"\$\{file:(?<path>[^}|]+)(\|(?<encoding>connection-string|uri))?\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
