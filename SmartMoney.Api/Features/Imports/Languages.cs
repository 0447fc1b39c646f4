using Microsoft.Net.Http.Headers;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Imports;

/// <summary>The language in which a file's problems are worded.</summary>
internal static class Languages
{
    private static readonly string[] Spoken = ["en", "ja"];

    /// <summary>The first of <c>Accept-Language</c> that we speak, else the book's.</summary>
    public static string Of(HttpRequest request, BookSession session)
    {
        _ = StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted);
        return (wanted ?? [])
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Spoken.FirstOrDefault(spoken => language.Value.StartsWith(spoken, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(spoken => spoken is not null) ?? session.Book.Locale;
    }
}
