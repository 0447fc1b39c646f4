using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Importing;

namespace SmartMoney.Api.Features.Imports.Files;

/// <summary>An upload as it was sent: <c>multipart/form-data</c> with a part <c>file</c> and optional fields, in any order.</summary>
internal sealed record UploadForm
{
    private const int LongestBoundary = 70; // RFC 2046, section 5.1.1
    private const int LongestFileName = 255;
    private const int FieldBytes = 4 * 1024;
    private const int UnknownBytes = 64 * 1024;
    private const int Parts = 20;

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);

    /// <summary>The name that the file had where it was sent from, without folders.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>The file's content, in this transaction's temporary table; null when none was sent.</summary>
    public Received? File { get; private set; }

    /// <summary>What was sent in a field, null when it was empty or not there.</summary>
    public string? Field(string name) => fields.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>Reads the request's body as a stream. Fields that nobody knows are passed over.</summary>
    /// <returns>The form, or the answer: 415, 400, 413 or 422.</returns>
    public static async Task<(UploadForm? Form, ProblemHttpResult? Problem)> ReadAsync(HttpRequest request, BookSession session, string language, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return (null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Unsupported media type",
                "Send the file as multipart/form-data in a part named 'file'."));
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        if (boundary.Length is 0 or > LongestBoundary)
            return (null, Malformed($"The boundary in Content-Type must have 1 to {LongestBoundary} characters."));
        if (request.ContentLength > StatementLimits.FileBytes + (Parts * UnknownBytes))
            return (null, TooLarge(language));

        var form = new UploadForm();
        try
        {
            var problem = await form.ReadAsync(new MultipartReader(boundary.ToString(), request.Body), session, language, cancel);
            return problem is null ? (form, null) : (null, problem);
        }
        catch (Exception cut) when (cut is InvalidDataException || (cut is IOException && cut is not BadHttpRequestException))
        {
            return (null, Malformed("The body ends or breaks off before its closing boundary. Send it again."));
        }
    }

    private async Task<ProblemHttpResult?> ReadAsync(MultipartReader reader, BookSession session, string language, CancellationToken cancel)
    {
        for (var count = 0; await reader.ReadNextSectionAsync(cancel) is { } part; count++)
        {
            if (count == Parts)
                return Malformed($"The body has more than {Parts} parts.");

            _ = ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition);
            var name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).ToString();
            if (name == "file")
            {
                if (File is not null)
                    return Refused("file", "Send one file a request: each becomes an import of its own.");
                if (await ReceiveAsync(session, part.Body, disposition!, cancel) > StatementLimits.FileBytes)
                    return TooLarge(language);
            }
            else if (await TextAsync(part.Body, name is "accountId" or "format" ? FieldBytes : UnknownBytes, cancel) is { } text)
            {
                fields[name] = text;
            }
            else
            {
                return Refused(name.Length == 0 ? "body" : name, "The field is too long.");
            }
        }

        return File is null ? Refused("file", "Send the statement's file in a part named 'file'.") : null;
    }

    private async Task<long> ReceiveAsync(BookSession session, Stream body, ContentDispositionHeaderValue disposition, CancellationToken cancel)
    {
        var name = PlainName(disposition);
        var received = await FileStore.ReceiveAsync(session, body, cancel);
        // A browser sends a nameless, empty part for a file input that was left empty.
        if (received.Size > 0 || name.Length > 0)
            (File, FileName) = (received, name.Length == 0 ? "statement" : name);
        return received.Size;
    }

    private static async Task<string?> TextAsync(Stream body, int limit, CancellationToken cancel)
    {
        var bytes = new byte[limit + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return length > limit ? null : Encoding.UTF8.GetString(bytes, 0, length).Trim();
    }

    // Folders of either system and control characters are no part of a name. A long name keeps its end, where the extension is.
    private static string PlainName(ContentDispositionHeaderValue disposition)
    {
        var sent = (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).ToString();
        var name = string.Concat(sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes().Where(rune => !Rune.IsControl(rune))).Trim();
        if (name.Length <= LongestFileName)
            return name;
        var start = name.Length - LongestFileName;
        return name[(char.IsLowSurrogate(name[start]) ? start + 1 : start)..];
    }

    private static ProblemHttpResult Malformed(string detail) =>
        Problems.Of(StatusCodes.Status400BadRequest, "malformed-multipart", "Malformed multipart body", detail);

    private static ProblemHttpResult TooLarge(string language) =>
        Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large", "The file is too large", FileProblem.TooLarge(language).Reason);

    private static ProblemHttpResult Refused(string field, string message)
    {
        var errors = new Errors();
        errors.Add(field, message);
        return errors.Problem();
    }
}
