using System.Globalization;
using Microsoft.Extensions.Localization;

namespace SmartMoney.Web.Languages;

/// <summary>
/// All words of the pages. A key is <c>area.name</c>: the area names the resource file under Resources, so that each
/// part of the front keeps its own small file in each language.
/// </summary>
public sealed class Texts(IStringLocalizerFactory factory)
{
    private static readonly string Assembly = typeof(Texts).Assembly.GetName().Name!;

    /// <summary>The text in the request's language.</summary>
    public string this[string key] => Find(key) ?? key;

    /// <summary>The text with values put into its places.</summary>
    public string this[string key, params object[] values] => string.Format(CultureInfo.CurrentCulture, this[key], values);

    /// <summary>The text for a number: <c>key.one</c> for exactly one, else <c>key.other</c>; {0} is the number with separators.</summary>
    public string Count(string key, long number) =>
        this[key + (number == 1 ? ".one" : ".other"), number.ToString("N0", CultureInfo.CurrentCulture)];

    /// <summary>The text, or null where the resources have none.</summary>
    public string? Find(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0)
        {
            return null;
        }

        var area = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(key[..dot]);
        var text = factory.Create(area, Assembly)[key[(dot + 1)..]];
        return text.ResourceNotFound ? null : text.Value;
    }
}
