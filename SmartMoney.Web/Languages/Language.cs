using System.Globalization;

namespace SmartMoney.Web.Languages;

/// <summary>The languages that the pages speak.</summary>
public static class Language
{
    /// <summary>Cookie with a person's own choice.</summary>
    public const string Cookie = "sm-lang";

    /// <summary>Codes of the languages, the first is the fallback; their names are in the resources of the shell.</summary>
    public static readonly IReadOnlyList<string> Codes = ["en", "ja"];

    /// <summary>The language code of a locale (<c>ja-JP</c> gives <c>ja</c>), null where the pages do not speak it.</summary>
    public static string? Of(string? locale) =>
        Codes.FirstOrDefault(code => locale is not null
            && (locale.Equals(code, StringComparison.OrdinalIgnoreCase)
                || locale.StartsWith(code + "-", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The language of this request.</summary>
    public static string Current => Of(CultureInfo.CurrentUICulture.Name) ?? Codes[0];
}
