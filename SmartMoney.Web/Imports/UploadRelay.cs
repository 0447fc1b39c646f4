using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Imports;

/// <summary>What became of one file of an upload.</summary>
/// <param name="Import">The preview, null where the file was refused.</param>
/// <param name="Problem">The refusal.</param>
public sealed record UploadedFile(string Name, Import? Import, ApiProblem? Problem);

/// <summary>Hands the files of a posted form on to the API while they arrive: nothing is kept here, in memory or on disk.</summary>
public sealed class UploadRelay(ApiClient api, Viewer viewer, FormPost post)
{
    private const int LongestField = 4096;
    private const int MostFiles = 50;

    // Beyond it a form is no form of these pages.
    private const int MostParts = 2000;

    private static readonly ApiProblem TooManyFiles = new("urn:smartmoney:too-many-files", "Too many files at once", StatusCodes.Status422UnprocessableEntity, null, null);

    /// <summary>Relays every file, in order; each becomes an import of its own.</summary>
    /// <returns>The files, or null when the form is not one of this session's.</returns>
    /// <exception cref="BadHttpRequestException">The body is not a multipart form.</exception>
    public async Task<IReadOnlyList<UploadedFile>?> RelayAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString() : "";
        if (boundary.Length is 0 or > 70)
        {
            throw new BadHttpRequestException("The form is not multipart.", StatusCodes.Status415UnsupportedMediaType);
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = new List<UploadedFile>();
        var reader = new MultipartReader(boundary, request.Body);
        try
        {
            for (var parts = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } part; parts++)
            {
                if (parts >= MostParts)
                {
                    throw new BadHttpRequestException("The form has too many parts.", StatusCodes.Status400BadRequest);
                }

                if (part.AsFileSection() is not { } file)
                {
                    await ReadFieldAsync(part, fields, cancellationToken);
                }
                else if (!Accept(request, fields))
                {
                    return null;
                }
                else if (file.FileName.Length > 0 && file.FileStream is { } content)
                {
                    files.Add(files.Count < MostFiles
                        ? await SendAsync(file.FileName, content, cancellationToken)
                        : new UploadedFile(file.FileName, null, TooManyFiles));
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new BadHttpRequestException("The form breaks off or cannot be read.", StatusCodes.Status400BadRequest, e);
        }

        return Accept(request, fields) ? files : null;
    }

    // The hidden fields are first in the form, so they are here before the first file.
    private bool Accept(HttpRequest request, Dictionary<string, string> fields)
    {
        if (post.Token is null && post.Once is null)
        {
            var size = (request.ContentLength ?? 0).ToString(CultureInfo.InvariantCulture);
            post.Accept(fields.GetValueOrDefault(FormPost.TokenField), fields.GetValueOrDefault(FormPost.OnceField), [new("size", size)]);
        }

        return PageGate.IsFromThisSession(viewer, post.Token);
    }

    private async Task<UploadedFile> SendAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent();
        using var file = new StreamContent(content);
        file.Headers.ContentDisposition = new System.Net.Http.Headers.ContentDispositionHeaderValue("form-data")
        {
            Name = "file",
            FileName = "\"statement\"",
            FileNameStar = name,
        };
        form.Add(file);
        var answer = await api.UploadAsync<Import>($"books/{viewer.TheBook.Id}/imports", form, cancellationToken);
        return new UploadedFile(name, answer.Value, answer.Problem);
    }

    private static async Task ReadFieldAsync(MultipartSection part, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var bytes = new byte[LongestField + 1];
        var length = await part.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length <= LongestField && part.AsFormDataSection()?.Name is { } name)
        {
            fields[name] = Encoding.UTF8.GetString(bytes, 0, length);
        }
    }
}
