namespace SmartMoney.Deploy.Expressions;

/// <summary>A piece of a manifest's text: literal, or a reference.</summary>
/// <param name="Text">The piece as it stands.</param>
/// <param name="Resource">The resource that is referred to; null for literal text.</param>
/// <param name="Path">What of it, such as <c>bindings</c>, <c>http</c>, <c>url</c>.</param>
public sealed record TemplatePart(string Text, string? Resource = null, params IReadOnlyList<string> Path);

/// <summary>
/// Finds the expressions in a manifest's text. The format has no escape for a literal brace, so only what has exactly the
/// shape <c>{name.path}</c> is one: <c>{**catch-all}</c>, <c>{id}</c> and JSON stay as they are.
/// </summary>
public static class Template
{
    /// <summary>The pieces of a text, in order; literal pieces are never empty.</summary>
    public static IReadOnlyList<TemplatePart> Parse(string text)
    {
        var parts = new List<TemplatePart>();
        var literal = 0;
        for (var at = text.IndexOf('{', StringComparison.Ordinal); at >= 0; at = text.IndexOf('{', at + 1))
        {
            if (Reference(text, at) is not { } reference)
                continue;
            if (at > literal)
                parts.Add(new(text[literal..at]));
            parts.Add(reference);
            literal = at + reference.Text.Length;
            at = literal - 1;
        }
        if (literal < text.Length)
            parts.Add(new(text[literal..]));
        return parts;
    }

    private static TemplatePart? Reference(string text, int open)
    {
        var close = text.IndexOfAny(['}', '{'], open + 1);
        if (close < 0 || text[close] != '}')
            return null;
        var names = text[(open + 1)..close].Split('.');
        return names.Length > 1 && (char.IsAsciiLetter(names[0].FirstOrDefault()) || names[0].StartsWith('_')) && names.All(IsName)
            ? new(text[open..(close + 1)], names[0], names[1..])
            : null;
    }

    private static bool IsName(string name) => name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
