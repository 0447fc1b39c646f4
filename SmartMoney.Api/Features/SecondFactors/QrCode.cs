using System.Globalization;
using System.Text;
using QRCoder;

namespace SmartMoney.Api.Features.SecondFactors;

/// <summary>A QR code as one path of an SVG image, so that no page has to take markup from elsewhere.</summary>
/// <param name="Size">Side of the square in modules, the quiet zone of four on each side included.</param>
/// <param name="Path">The <c>d</c> of the dark modules' path, for <c>viewBox="0 0 size size"</c>.</param>
public sealed record QrCode(int Size, string Path)
{
    internal static QrCode Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                if (!rows[y][x])
                    continue;
                var start = x;
                while (x < rows.Count && rows[y][x])
                    x++;
                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
            }
        }

        return new(rows.Count, path.ToString());
    }
}
