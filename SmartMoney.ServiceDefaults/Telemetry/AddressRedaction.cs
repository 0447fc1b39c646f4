namespace SmartMoney.ServiceDefaults.Telemetry;

/// <summary>Makes an address fit for a span: no query, no fragment, no path segment that may be a secret.</summary>
internal static class AddressRedaction
{
    // Ids are GUIDs of 36 characters; our tokens are longer (32 bytes in base64url) or start with their mark.
    private const int LongestId = 36;
    private const string TokenMark = "sm_";

    /// <summary>Works on whole addresses and on bare paths.</summary>
    internal static string Redact(string address)
    {
        var end = address.AsSpan().IndexOfAny('?', '#');
        var bare = end < 0 ? address : address[..end];
        var segments = bare.Split('/');
        var changed = false;
        // The host of a whole address is no path segment.
        for (var i = bare.Contains("://", StringComparison.Ordinal) ? 3 : 0; i < segments.Length; i++)
        {
            if (segments[i].Length <= LongestId && !segments[i].StartsWith(TokenMark, StringComparison.Ordinal))
                continue;
            segments[i] = "redacted";
            changed = true;
        }
        return changed ? string.Join('/', segments) : bare;
    }
}
