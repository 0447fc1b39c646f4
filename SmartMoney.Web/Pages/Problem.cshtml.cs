using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Shell;

namespace SmartMoney.Web.Pages;

/// <summary>Says in words what went wrong, with the status that was decided before.</summary>
[OpenPage]
[IgnoresForm]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProblemModel(Texts texts) : PageModel
{
    /// <summary>Where the texts for the status are: <c>problems.page.503</c>.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The address to try again, for what passes by itself.</summary>
    public string? Retry { get; private set; }

    public void OnGet() => Describe();

    public void OnPost() => Describe();

    private void Describe()
    {
        if (Response.StatusCode == StatusCodes.Status200OK)
        {
            // Opened by its own address: there is nothing to say here.
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        var key = "problems.page." + Response.StatusCode.ToString(CultureInfo.InvariantCulture);
        Key = texts.Find(key + ".title") is null ? "problems.page.other" : key;
        if (Response.StatusCode is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status500InternalServerError or StatusCodes.Status429TooManyRequests)
        {
            var failure = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
            var wait = (failure?.Error as ApiRefusedException)?.Problem.RetryAfter ?? TimeSpan.FromSeconds(10);
            Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            var path = failure?.Path;
            Retry = HttpMethods.IsGet(Request.Method) && path is not null ? Url.Local(path + Request.QueryString) : Url.Local(path);
        }
    }
}
