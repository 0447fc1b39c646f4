namespace SmartMoney.Deploy.Policy;

/// <summary>What names may be made of, in Compose and in <c>.env</c>.</summary>
public static class Names
{
    /// <summary>A Compose project: both Compose versions agree on lower case only.</summary>
    public static bool IsProject(string name) => name.Length > 0 && (char.IsAsciiLetterLower(name[0]) || char.IsAsciiDigit(name[0]))
        && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    /// <summary>A service, a secret or a network: a name for DNS and for a file.</summary>
    public static bool IsResource(string name) => name.Length is > 0 and <= 63 && char.IsAsciiLetterOrDigit(name[0])
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>A volume, as Docker has it.</summary>
    public static bool IsVolume(string name) => name.Length > 1 && char.IsAsciiLetterOrDigit(name[0])
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>A variable of <c>.env</c>.</summary>
    public static bool IsVariable(string name) => name.Length > 0 && (char.IsAsciiLetterUpper(name[0]) || name[0] == '_')
        && name.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_');

    /// <summary>An environment variable of a container: anything that an environment can hold, but blanks.</summary>
    public static bool IsEnvironment(string name) => name.Length > 0 && !name.Any(static c => c == '=' || char.IsControl(c) || char.IsWhiteSpace(c));
}
