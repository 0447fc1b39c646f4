using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Shell;

/// <summary>What a page does with a form that the API refused.</summary>
public static class Refusal
{
    /// <summary>Shows the form again: the refusal in words, the API's status, and how long to wait where it says so.</summary>
    /// <param name="page">The page.</param>
    /// <param name="problems">Finds the words.</param>
    /// <param name="problem">The refusal.</param>
    /// <param name="words">Key of messages of the form's own, by field.</param>
    public static PageResult Refuse(this PageModel page, ProblemText problems, ApiProblem problem, string words = "")
    {
        problems.AddTo(page.ModelState, problem, words: words);
        page.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } wait)
        {
            page.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return page.Page();
    }
}
