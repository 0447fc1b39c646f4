namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rules for names of resources and endpoints.</summary>
internal static class ResourceName
{
    private const int MaxLength = 64;

    /// <exception cref="ArgumentException">Says which rule the name breaks.</exception>
    public static void Check(string name, string kind = "Resource")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var problem = Problem(name);
        if (problem is not null)
        {
            throw new ArgumentException($"{kind} name '{name}' is invalid: {problem}.", nameof(name));
        }
    }

    private static string? Problem(string name)
    {
        if (name.Length > MaxLength)
        {
            return $"it is longer than {MaxLength} characters";
        }

        if (!char.IsAsciiLetter(name[0]))
        {
            return "it must start with an ASCII letter";
        }

        if (name.Contains("--", StringComparison.Ordinal))
        {
            return "it must not hold two hyphens in a row";
        }

        if (name[^1] == '-')
        {
            return "it must not end with a hyphen";
        }

        return name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? null
            : "it must hold only ASCII letters, digits and hyphens";
    }
}
