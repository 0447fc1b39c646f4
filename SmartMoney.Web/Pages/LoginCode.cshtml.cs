using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages;

/// <summary>The second step of a sign-in: a code of the app, or a recovery code. Nothing is open before it.</summary>
[OpenPage]
[WithoutFormToken]
public sealed class LoginCodeModel(ApiClient api, Viewer viewer, ProblemText problems, Texts texts) : PageModel
{
    /// <summary>The methods in the address, with commas between.</summary>
    public static string Methods(IEnumerable<string> methods) => string.Join(',', methods);

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public bool TrustBrowser { get; set; }

    [FromQuery]
    public string? ReturnUrl { get; set; }

    /// <summary>What the person has, as the login said it: a matter of words only.</summary>
    [FromQuery(Name = "methods")]
    public string? Offered { get; set; }

    /// <summary>Whether the code may be an app's.</summary>
    public bool HasApp => Has("totp") || Offered is null;

    /// <summary>Whether a passkey will do.</summary>
    public bool HasPasskey => Has("passkey");

    public IActionResult OnGet() => viewer.Me is null ? Page() : Redirect(Url.Local(ReturnUrl));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var answer = await api.KnockAsync<Nothing>(
            HttpMethod.Post, "auth/second-factor", new { code = Code ?? "", trustBrowser = TrustBrowser }, cancellationToken);
        if (answer.Succeeded)
        {
            return Redirect(Url.Local(ReturnUrl));
        }

        switch (answer.Problem)
        {
            case { Slug: "sign-in-again" }:
                return Redirect(ReturnAddress.With(Url.Page("/Login", new { returnUrl = ReturnUrl })!, ReturnAddress.Failed, answer.Problem.Slug));
            case { Status: StatusCodes.Status401Unauthorized }:
                ModelState.AddModelError(nameof(Code), texts[IsOfApp ? "security.wrong.code" : "security.wrong.recovery"]);
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return Page();
            default:
                return this.Refuse(problems, answer.Problem, "security.wrong");
        }
    }

    // Recovery codes have letters; they do not pass with time, so there is no next one to wait for.
    private bool IsOfApp => HasApp && Code is { } code && code.All(letter => char.IsAsciiDigit(letter) || letter is ' ' or '-');

    private bool Has(string method) => Offered?.Split(',').Contains(method) == true;
}
