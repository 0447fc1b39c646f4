using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Aspire.Hosting.Dashboard;

/// <summary>The door.</summary>
internal sealed class LoginPage(DashboardAccess access, PageFrame frame)
{
    /// <summary>The form, or, with a token, the way in.</summary>
    public IResult Show(HttpContext context, string? t)
    {
        if (t is null)
        {
            return Form(context, failed: false);
        }

        return access.TryLogIn(context, t) ? TypedResults.LocalRedirect("/") : Form(context, failed: true);
    }

    public async Task<IResult> LogInAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return access.TryLogIn(context, form["token"].ToString().Trim()) ? TypedResults.LocalRedirect("/") : Form(context, failed: true);
    }

    private ContentHttpResult Form(HttpContext context, bool failed)
        => frame.Page(context, "Log in", null, $"""
            <form class="door" method="post" action="/login">
            <h1>Log in</h1>
            <p>The terminal in which the application was started shows the address that logs in. Its token changes with every start.</p>
            {Html.When(failed, $"""<p class="notice notice--error" role="alert">That is not the token of this run.</p>""")}
            <label for="token">Token</label>
            <input id="token" name="token" type="password" autocomplete="off" required autofocus>
            <button class="button button--first">Log in</button>
            </form>
            """, failed ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK);
}
