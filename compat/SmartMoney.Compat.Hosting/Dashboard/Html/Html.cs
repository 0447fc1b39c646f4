using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// HTML, written as an interpolated string: the literal parts are markup, every hole is encoded, unless it is HTML already.
/// Attribute values must stand in double quotes; the encoder then leaves no way out of them.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text;

    public Html(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    /// <summary>Nothing.</summary>
    public static Html None => $"";

    /// <summary>The HTML, or nothing.</summary>
    public static Html When(bool condition, Html html) => condition ? html : None;

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

    public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Html html) => _text.Append(html._text);

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts)
        {
            _text.Append(part._text);
        }
    }

    public override string ToString() => _text.ToString();
}
