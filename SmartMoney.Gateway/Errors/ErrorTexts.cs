using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Http.Headers;

namespace SmartMoney.Gateway.Errors;

/// <summary>The words of the gateway's own answers: ErrorTexts.resx in English, ErrorTexts.ja.resx in Japanese.</summary>
internal static class ErrorTexts
{
    private static readonly ResourceManager Texts = new("SmartMoney.Gateway.Errors.ErrorTexts", typeof(ErrorTexts).Assembly);
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");

    internal static string Title(string slug, CultureInfo language) => Of($"{slug}.title", language);

    internal static string Text(string slug, CultureInfo language) => Of($"{slug}.text", language);

    internal static string Of(string key, CultureInfo language) =>
        Texts.GetString(key, language) ?? throw new MissingManifestResourceException($"ErrorTexts has no '{key}'.");

    /// <summary>The one of our languages that the browser likes best; English when it names neither.</summary>
    internal static CultureInfo LanguageOf(RequestHeaders headers)
    {
        foreach (var wanted in headers.AcceptLanguage.OrderByDescending(static l => l.Quality ?? 1))
        {
            if (wanted.Quality == 0)
                continue;
            if (wanted.Value.StartsWith("ja", StringComparison.OrdinalIgnoreCase))
                return Japanese;
            if (wanted.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                return English;
        }
        return English;
    }
}
