using System.Buffers;

namespace SmartMoney.Deploy.Compose;

/// <summary>
/// Text of a Compose file. Compose puts variables into every value, so a literal dollar sign is doubled; this type makes
/// it impossible to forget that.
/// </summary>
public readonly record struct ComposeText
{
    private static readonly SearchValues<char> NotInDefaults = SearchValues.Create("${}\\\n\r");

    private readonly string? _escaped;

    private ComposeText(string escaped) => _escaped = escaped;

    /// <summary>As it stands in the file.</summary>
    public string Escaped => _escaped ?? "";

    /// <summary>Literal text.</summary>
    public static ComposeText Of(string literal) => new(literal.Replace("$", "$$", StringComparison.Ordinal));

    /// <summary>A variable that <c>.env</c> must have. The sentence tells what to set when it does not.</summary>
    public static ComposeText Required(string name, string sentence) => new($"${{{name}:?{Plain(sentence)}}}");

    /// <summary>A variable with the value it has otherwise, see <see cref="FitsDefault"/>.</summary>
    public static ComposeText Default(string name, string value) => new($"${{{name}:-{value}}}");

    /// <summary>Whether both versions of Compose read a default alike: 1.29 ends it at the first brace, v2 looks for variables in it.</summary>
    public static bool FitsDefault(string value) => value.AsSpan().IndexOfAny(NotInDefaults) < 0;

    /// <summary>One after the other.</summary>
    public static ComposeText operator +(ComposeText left, ComposeText right) => left.Add(right);

    /// <summary>One after the other.</summary>
    public ComposeText Add(ComposeText other) => new(Escaped + other.Escaped);

    private static string Plain(string sentence) => string.Concat(sentence.Select(static c => c is '$' or '{' or '}' or '\\' or '\n' or '\r' ? ' ' : c));
}
