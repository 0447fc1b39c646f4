using System.Globalization;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.Dashboard;

/// <summary>A stretch of text in one style.</summary>
/// <param name="Text">Plain text, without control characters.</param>
/// <param name="Style">Classes of the style sheet; empty for plain.</param>
internal sealed record AnsiRun(string Text, string Style);

/// <summary>
/// Reads the colours of terminal text: the part of SGR (ECMA-48, section 8.3.117) that programs use in logs. Every other escape sequence
/// and control character is dropped.
/// </summary>
internal static partial class AnsiText
{
    private const int Bright = 8;

    /// <summary>The text of a line, in stretches of one style.</summary>
    public static IReadOnlyList<AnsiRun> Parse(string line)
    {
        var runs = new List<AnsiRun>();
        var style = new Style();
        var start = 0;
        foreach (var sequence in Sequences().EnumerateMatches(line))
        {
            Add(line[start..sequence.Index]);
            start = sequence.Index + sequence.Length;
            var text = line.AsSpan(sequence.Index, sequence.Length);
            if (text.StartsWith("\u001b[", StringComparison.Ordinal) && text[^1] == 'm')
            {
                style = style.With(text[2..^1].ToString());
            }
        }

        Add(line[start..]);
        return runs;

        void Add(string text)
        {
            var plain = Controls().Replace(text, "");
            if (plain.Length == 0)
            {
                return;
            }

            if (runs is [.., var last] && last.Style == style.Classes)
            {
                runs[^1] = last with { Text = last.Text + plain };
            }
            else
            {
                runs.Add(new AnsiRun(plain, style.Classes));
            }
        }
    }

    // CSI …, OSC/DCS/PM/APC … up to BEL or ST, and other escapes; the last may be cut off by the end of the line.
    [GeneratedRegex(@"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(\x07|\x1b\\)?|\x1b[ -/]*[0-~]?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sequences();

    // Bidirectional overrides too: they could make a line read as another.
    [GeneratedRegex(@"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Controls();

    private sealed record Style(bool Bold = false, bool Dim = false, bool Italic = false, bool Underline = false, int? Ink = null, int? Paper = null)
    {
        public string Classes { get; } = string.Join(' ', ((string[])
        [
            Bold ? "bold" : "",
            Dim ? "dim" : "",
            Italic ? "italic" : "",
            Underline ? "under" : "",
            Ink is { } ink ? string.Create(CultureInfo.InvariantCulture, $"ink{ink}") : "",
            Paper is { } paper ? string.Create(CultureInfo.InvariantCulture, $"paper{paper}") : "",
        ]).Where(c => c.Length > 0));

        public Style With(string parameters)
        {
            var codes = parameters.Split([';', ':']).Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0).ToArray();
            var style = this;
            for (var i = 0; i < codes.Length; i++)
            {
                if (codes[i] is 38 or 48)
                {
                    style = style.Extended(codes, ref i);
                }
                else
                {
                    style = style.Simple(codes[i]);
                }
            }

            return style;
        }

        private Style Simple(int code)
            => code switch
            {
                0 => new Style(),
                1 => Copy(bold: true),
                2 => Copy(dim: true),
                3 => Copy(italic: true),
                4 => Copy(underline: true),
                22 => Copy(bold: false, dim: false),
                23 => Copy(italic: false),
                24 => Copy(underline: false),
                >= 30 and <= 37 => Coloured(code - 30, Paper),
                39 => Coloured(null, Paper),
                >= 40 and <= 47 => Coloured(Ink, code - 40),
                49 => Coloured(Ink, null),
                >= 90 and <= 97 => Coloured(code - 90 + Bright, Paper),
                >= 100 and <= 107 => Coloured(Ink, code - 100 + Bright),
                _ => this,
            };

        // 38;5;n and 38;2;r;g;b: of these only the sixteen named colours are shown, because the others ignore the theme.
        private Style Extended(int[] codes, ref int i)
        {
            var isInk = codes[i] == 38;
            var kind = i + 1 < codes.Length ? codes[i + 1] : 0;
            var number = kind == 5 && i + 2 < codes.Length ? codes[i + 2] : int.MaxValue;
            i += kind switch { 5 => 2, 2 => 4, _ => 1 };
            if (number >= Bright * 2)
            {
                return this;
            }

            return isInk ? Coloured(number, Paper) : Coloured(Ink, number);
        }

        // A copy by 'with' would keep the classes.
        private Style Copy(bool? bold = null, bool? dim = null, bool? italic = null, bool? underline = null)
            => new(bold ?? Bold, dim ?? Dim, italic ?? Italic, underline ?? Underline, Ink, Paper);

        private Style Coloured(int? ink, int? paper) => new(Bold, Dim, Italic, Underline, ink, paper);
    }
}
