namespace Aspire.Hosting.ApplicationModel;

/// <summary>Turns resource names into the beginnings of environment variables.</summary>
internal static class VariableName
{
    /// <summary>Every character but ASCII letters and digits becomes <c>_</c>; a leading digit gets one before it.</summary>
    public static string Encode(string name)
    {
        var encoded = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return encoded.Length > 0 && char.IsAsciiDigit(encoded[0]) ? "_" + encoded : encoded;
    }
}
