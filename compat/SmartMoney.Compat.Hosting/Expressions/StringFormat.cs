namespace Aspire.Hosting.ApplicationModel;

/// <summary>The formats that a value inside a <see cref="ReferenceExpression"/> may have.</summary>
internal static class StringFormat
{
    /// <exception cref="FormatException">The format is not known.</exception>
    public static string? Apply(string? value, string? format)
        => (value, format) switch
        {
            (null, _) or (_, null) => value,
            ({ } text, "uri") => Uri.EscapeDataString(text),
            _ => throw new FormatException($"The format '{format}' is not known; 'uri' is."),
        };
}
