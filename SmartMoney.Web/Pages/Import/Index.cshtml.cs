using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Imports;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Import;

/// <summary>Brings files in: each is read and shown before anything is saved. Below, what was brought in before.</summary>
[StreamedForm]
[StreamsUpload]
[DisableRequestSizeLimit]
public sealed class IndexModel(ApiClient api, Viewer viewer, UploadRelay relay) : PageModel
{
    public Listing<Backend.Import> Imports { get; private set; } = new([], null);

    /// <summary>The files of the form just sent, where they are more than one or one was refused.</summary>
    public IReadOnlyList<UploadedFile> Uploaded { get; private set; } = [];

    public bool NothingChosen { get; private set; }

    public async Task OnGetAsync(string? cursor, CancellationToken cancellationToken) =>
        Imports = await api.ImportsAsync(viewer.TheBook.Id, cursor, cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var files = await relay.RelayAsync(Request, cancellationToken);
        switch (files)
        {
            case null:
                return BadRequest();
            case [{ Import: { } only }]:
                return RedirectToPage("/Import/Details", new { id = only.Id });
        }

        Uploaded = files;
        NothingChosen = files.Count == 0;
        if (NothingChosen || files.Any(file => file.Problem is not null))
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        await OnGetAsync(null, cancellationToken);
        return Page();
    }
}
