using System.Globalization;
using System.Text;

namespace SmartMoney.Deploy.Compose;

/// <summary>
/// Writes YAML that every reader takes alike, YAML 1.1 ones (PyYAML in docker-compose 1.29) and 1.2 ones (Go in Compose v2):
/// LF, two spaces, and every text in double quotes that is not plainly a word or a path.
/// </summary>
internal static class YamlWriter
{
    // Plain words that some version of YAML reads as a truth value, nothing, or a number.
    private static readonly HashSet<string> Taken = new(StringComparer.OrdinalIgnoreCase)
    {
        "y", "yes", "n", "no", "on", "off", "true", "false", "null", "nan", "inf",
    };

    internal static string Write(IEnumerable<string> header, YamlMap map)
    {
        var text = new StringBuilder();
        foreach (var line in header)
            text.Append(line.Length == 0 ? "#" : "# ").Append(line).Append('\n');
        foreach (var (key, value) in map.Entries)
        {
            text.Append('\n');
            Entry(text, key, value, 0);
        }
        return text.ToString();
    }

    internal static string Quote(string text)
    {
        if (IsWord(text))
            return text;
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => c.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }

    private static void Entry(StringBuilder text, string key, YamlNode value, int depth)
    {
        Indent(text, depth).Append(Quote(key)).Append(':');
        Value(text, value, depth + 1);
    }

    private static void Value(StringBuilder text, YamlNode value, int depth)
    {
        switch (value)
        {
            case YamlMap { Entries: [] }:
                text.Append(" {}\n");
                break;
            case YamlMap map:
                text.Append('\n');
                foreach (var (key, item) in map.Entries)
                    Entry(text, key, item, depth);
                break;
            case YamlList { Flow: false } list:
                text.Append('\n');
                foreach (var item in list.Items)
                    Item(text, item, depth);
                break;
            default:
                text.Append(' ').Append(Inline(value)).Append('\n');
                break;
        }
    }

    private static void Item(StringBuilder text, YamlNode item, int depth)
    {
        Indent(text, depth).Append("- ");
        if (item is not YamlMap map)
        {
            text.Append(Inline(item)).Append('\n');
            return;
        }
        // The first key stands behind the dash, the others below it.
        for (var i = 0; i < map.Entries.Count; i++)
        {
            var (key, value) = map.Entries[i];
            if (i > 0)
                Indent(text, depth + 1);
            text.Append(Quote(key)).Append(':');
            Value(text, value, depth + 2);
        }
    }

    private static string Inline(YamlNode value) => value switch
    {
        YamlText text => Quote(text.Text),
        YamlPlain plain => plain.Text,
        YamlList list => $"[{string.Join(", ", list.Items.Select(Inline))}]",
        _ => throw new InvalidOperationException($"{value.GetType().Name} does not fit on one line."),
    };

    // Words and paths that begin with a letter or a slash can be nothing else; numbers, dates and times begin with a digit, a sign or a dot.
    private static bool IsWord(string text) =>
        text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] is '/' or '_')
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/') && !Taken.Contains(text);

    private static StringBuilder Indent(StringBuilder text, int depth) => text.Append(' ', depth * 2);
}
