using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace SmartMoney.Api.Features.Docs;

/// <summary>HTML under construction. Text that fills a hole is encoded; HTML that fills a hole is not.</summary>
internal sealed class Html
{
    private readonly StringBuilder text = new();

    /// <summary>Nothing.</summary>
    public static Html None { get; } = new();

    /// <summary>A piece of HTML.</summary>
    public static Html Of(ref Piece piece) => piece.Html;

    /// <summary>Adds a piece and ends the line.</summary>
    public void Add(ref Piece piece) => text.Append(piece.Html.text).Append('\n');

    /// <summary>The pieces with something between them.</summary>
    public static Html Join(string separator, IEnumerable<Html> pieces)
    {
        var all = new Html();
        all.text.AppendJoin(separator, pieces);
        return all;
    }

    public override string ToString() => text.ToString();

    /// <summary>An interpolated string on its way to become HTML.</summary>
    [InterpolatedStringHandler]
    public readonly struct Piece(int literalLength, int holes)
    {
        public Html Html { get; } = new();

        public int Length { get; } = literalLength + holes;

        public void AppendLiteral(string value) => Html.text.Append(value);

        public void AppendFormatted(string? value) => Html.text.Append(WebUtility.HtmlEncode(value));

        public void AppendFormatted(Html value) => Html.text.Append(value.text);
    }
}
