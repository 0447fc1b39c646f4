using System.Globalization;

namespace SmartMoney.Deploy.Policy;

/// <summary>Sizes and lengths of time as the policy writes them.</summary>
internal static class Sizes
{
    private const int Most = 1024 * 1024;

    /// <summary><c>640M</c>, <c>1G</c> in MiB; null for anything else.</summary>
    internal static int? Megabytes(string text)
    {
        var factor = text.Length == 0 ? 0 : char.ToUpperInvariant(text[^1]) switch { 'M' => 1, 'G' => 1024, _ => 0 };
        return factor > 0 && Whole(text[..^1]) is { } number && number > 0 && number <= Most / factor ? number * factor : null;
    }

    /// <summary><c>15s</c>, <c>2m</c>, <c>1m30s</c>; null for anything else.</summary>
    internal static TimeSpan? Duration(string text)
    {
        var minutes = text.IndexOf('m', StringComparison.Ordinal);
        var seconds = text[(minutes + 1)..];
        if ((minutes < 0 && seconds.Length == 0) || (minutes >= 0 && Whole(text[..minutes]) is null))
            return null;
        if (seconds.Length > 0 && (seconds[^1] != 's' || Whole(seconds[..^1]) is null))
            return null;
        return TimeSpan.FromSeconds(((minutes < 0 ? 0 : Whole(text[..minutes])!.Value) * 60L) + (seconds.Length == 0 ? 0 : Whole(seconds[..^1])!.Value));
    }

    /// <summary>As Compose writes it.</summary>
    internal static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalSeconds}s");

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most ? number : null;
}
