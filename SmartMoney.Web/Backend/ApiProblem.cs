using System.Text.Json.Serialization;

namespace SmartMoney.Web.Backend;

/// <summary>A refusal of the API in the shape of RFC 9457 problem details.</summary>
/// <param name="Type">Stable name, <c>urn:smartmoney:&lt;slug&gt;</c>.</param>
/// <param name="Title">Short English text, for logs and for people who read English.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What to do next, in English.</param>
/// <param name="Errors">Messages by JSON field name (camelCase).</param>
public sealed record ApiProblem(
    string? Type,
    string? Title,
    int Status,
    string? Detail,
    IReadOnlyDictionary<string, string[]>? Errors)
{
    /// <summary>How long to wait before the next attempt (header <c>Retry-After</c>), null where the API did not say.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True for a 401 to a browser that came with a session which is good no more (RFC 6750 section 3.1, <c>invalid_token</c>).</summary>
    [JsonIgnore]
    public bool SessionEnded { get; init; }

    private const string Prefix = "urn:smartmoney:";

    /// <summary>The stable part of <see cref="Type"/>, or the status as text where the API named none.</summary>
    public string Slug => Type is { } type && type.StartsWith(Prefix, StringComparison.Ordinal)
        ? type[Prefix.Length..]
        : Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
