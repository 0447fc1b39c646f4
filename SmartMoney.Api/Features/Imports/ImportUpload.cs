using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Imports.Committing;
using SmartMoney.Api.Features.Imports.Files;
using SmartMoney.Api.Features.Imports.Matching;
using SmartMoney.Api.Features.Imports.Reading;
using SmartMoney.Api.Features.Imports.Staging;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain.Importing;

namespace SmartMoney.Api.Features.Imports;

/// <summary>
/// <c>POST /imports</c>: receives a file, tells its format, stages and matches its lines, and keeps the preview. Everything
/// happens in temporary tables until the file has proved readable; a refused file leaves nothing.
/// </summary>
internal static class ImportUpload
{
    public static async Task<Results<Created<ImportDetail>, ProblemHttpResult>> CreateAsync(
        bool? commit, HttpContext http, BookSession session, CancellationToken cancel)
    {
        // The limit is counted on the file itself, so that the answer can name it.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;

        var language = Languages.Of(http.Request, session);
        var (form, problem) = await UploadForm.ReadAsync(http.Request, session, language, cancel);
        if (form is null)
            return problem!;

        var errors = new Errors();
        var account = await AccountAsync(form, session, errors, cancel);
        var format = form.Field("format") is { } named ? Format(named, errors) : null;
        if (errors.Any)
            return errors.Problem();

        StatementHead head;
        await using (var file = ChunkStream.OfUpload(session))
            head = await StatementHead.ReadAsync(file, language, cancel);
        var detected = Detect(head, format);
        if (detected.Problem is { } unreadable)
            return Refused(unreadable.Reason);
        if (await new StatementStager(session).StageAsync(detected.Format!, head, cancel) is { } reason)
            return Refused(reason);

        await AccountNames.ResolveAsync(session, detected.Format!.Id, account, new Dictionary<string, Guid>(), errors, cancel);
        if (errors.Any)
            return errors.Problem();
        var version = await PreviewMatch.LedgerVersionAsync(session, cancel);
        await LedgerMatch.RunAsync(session, detected.Format.Id, restoreDeleted: false, suspects: true, cancel);

        // Held only from here on: a slow upload keeps nobody waiting.
        await session.LockAsync(cancel);
        var import = await PreviewRows.KeepAsync(session, form, detected.Format.Id, account, cancel);
        await PreviewMatch.KeepVersionAsync(session, import, version, cancel);
        if (commit == true && await ImportCommit.RunAsync(session, import, new(), cancel) is { } refusal)
            return refusal;
        return TypedResults.Created($"/api/v1/books/{session.BookId}/imports/{import.Id}", await ImportReading.DetailAsync(session, import, cancel));
    }

    private static async Task<Guid?> AccountAsync(UploadForm form, BookSession session, Errors errors, CancellationToken cancel)
    {
        if (form.Field("accountId") is not { } text)
            return null;
        if (Guid.TryParse(text, out var id) && await session.Db.Accounts.AnyAsync(account => account.BookId == session.BookId && account.Id == id, cancel))
            return id;
        errors.Add("accountId", "There is no such account in this book. Leave the field out to use the accounts that the file names.");
        return null;
    }

    private static IStatementFormat? Format(string id, Errors errors)
    {
        var format = StatementFormats.Find(id);
        errors.Require(format is not null, "format",
            $"'format' is one of {string.Join(", ", StatementFormats.All.Select(known => known.Id))}. Leave it out to have it detected.");
        return format;
    }

    private static StatementDetection Detect(StatementHead head, IStatementFormat? format)
    {
        if (format is null)
            return StatementFormats.Detect(head);
        var problem = head.Problem ?? format.Check(head);
        return new(problem is null ? format : null, problem);
    }

    private static ProblemHttpResult Refused(string reason) =>
        Problems.Of(StatusCodes.Status422UnprocessableEntity, "unreadable-file", "The file cannot be read", reason);
}
