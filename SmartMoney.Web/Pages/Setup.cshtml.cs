using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages;

/// <summary>Makes the first user and their book; afterwards it only leads to the login.</summary>
[OpenPage]
[WithoutFormToken]
[BindProperties]
public sealed class SetupModel(ApiClient api, ProblemText problems) : PageModel
{
    public string? Email { get; set; }

    public string? Password { get; set; }

    public string? BookName { get; set; }

    public string? BaseCurrency { get; set; }

    public string? TimeZone { get; set; }

    public string? Locale { get; set; }

    public string? SetupToken { get; set; }

    /// <summary>True when the operator's token must be typed in.</summary>
    [BindNever]
    public bool TokenRequired { get; private set; }

    /// <summary>True while the time zone is only our guess: the browser may know better.</summary>
    [BindNever]
    public bool Guessed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await IsOpenAsync(cancellationToken))
        {
            return RedirectToPage("/Login");
        }

        Guessed = true;
        Locale = Language.Current;
        // English says nothing about the currency, and a wrong one stays for good: the person chooses.
        (BaseCurrency, TimeZone) = Locale == "ja" ? ("JPY", "Asia/Tokyo") : (null, "UTC");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var request = new
        {
            email = Email ?? "",
            password = Password ?? "",
            bookName = BookName ?? "",
            baseCurrency = BaseCurrency ?? "",
            timeZone = TimeZone,
            locale = Locale,
            setupToken = SetupToken,
        };
        var answer = await api.KnockAsync<SetupDone>(HttpMethod.Post, "setup", request, cancellationToken);
        if (answer.Succeeded)
        {
            return RedirectToPage("/Index");
        }

        if (!await IsOpenAsync(cancellationToken))
        {
            return RedirectToPage("/Login");
        }

        problems.AddTo(ModelState, answer.Problem);
        Response.StatusCode = answer.Problem.Status;
        return Page();
    }

    private async Task<bool> IsOpenAsync(CancellationToken cancellationToken)
    {
        var setup = await api.KnockAsync<SetupState>(HttpMethod.Get, "setup", null, cancellationToken);
        TokenRequired = setup.Value?.TokenRequired ?? false;
        return setup.Value?.Required ?? false;
    }
}
