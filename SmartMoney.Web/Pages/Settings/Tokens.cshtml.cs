using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages.Settings;

/// <summary>API tokens: made, listed, revoked. A secret is on the page that made it and nowhere else.</summary>
[BindProperties]
public sealed class TokensModel(ApiClient api, Viewer viewer, ProblemText problems, Texts texts) : PageModel
{
    /// <summary>What a token may be allowed.</summary>
    public static readonly IReadOnlyList<string> AllScopes = ["read", "write", "import"];

    public string? Name { get; set; }

    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>The last day on which the token works, in the book's time zone; null for ever.</summary>
    public DateOnly? ExpiresOn { get; set; }

    [BindNever]
    public IReadOnlyList<ApiToken> Tokens { get; private set; } = [];

    /// <summary>The token just made, with its secret.</summary>
    [BindNever]
    public NewApiToken? Made { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken)
    {
        Scopes = ["read"];
        return ListAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Scopes = [.. Scopes.Where(AllScopes.Contains)];
        if (Scopes.Count == 0)
        {
            ModelState.AddModelError("", texts["settings.tokens.scope.none"]);
        }
        else if (ModelState.IsValid)
        {
            await MakeAsync(cancellationToken);
        }

        Response.StatusCode = Made is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        await ListAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancellationToken)
    {
        var answer = await api.WriteAsync<Nothing>(HttpMethod.Delete, $"tokens/{id}", null, null, cancellationToken);
        return Redirect(answer.Succeeded
            ? "/settings/tokens?done=token-revoked"
            : ReturnAddress.With("/settings/tokens", ReturnAddress.Failed, answer.Problem.Slug));
    }

    private async Task ListAsync(CancellationToken cancellationToken) =>
        Tokens = (await api.ReadAsync<Listing<ApiToken>>("tokens?limit=500", cancellationToken)).Items;

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        var request = new { name = Name ?? "", scopes = Scopes, bookId = viewer.TheBook.Id, expiresAt = EndOfDay() };
        var answer = await api.WriteAsync<NewApiToken>(HttpMethod.Post, "tokens", request, null, cancellationToken);
        if (answer.Succeeded)
        {
            Made = answer.Value;
            (Name, ExpiresOn, Scopes) = (null, null, ["read"]);
            ModelState.Clear();
        }
        else
        {
            problems.AddTo(ModelState, answer.Problem);
            if (answer.Problem.Errors?.ContainsKey("expiresAt") == true)
            {
                ModelState.AddModelError(nameof(ExpiresOn), texts["problems.field.expiresAt"]);
            }
        }
    }

    private DateTime? EndOfDay()
    {
        if (ExpiresOn is not { } day || day == DateOnly.MaxValue)
        {
            return null;
        }

        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(viewer.TheBook.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);

        // Where summer time begins at midnight, the day begins an hour later.
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, zone);
    }
}
