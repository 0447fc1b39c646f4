using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Shell;

/// <summary>The one seam for what goes wrong: the login page, or a page that says in words what happened.</summary>
public static class Problems
{
    private const string Page = "/problem";

    public static WebApplication UseProblemPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = Page,
            StatusCodeSelector = StatusOf,
            SuppressDiagnosticsCallback = context => StatusOf(context.Exception) != StatusCodes.Status500InternalServerError,
            AllowStatusCode404Response = true,
        });
        app.UseStatusCodePagesWithReExecute(Page);
        app.Use(SendToLoginAsync);
        app.Use(KeepPagesPrivateAsync);
        return app;
    }

    private static int StatusOf(Exception exception) => exception switch
    {
        ApiUnavailableException => StatusCodes.Status503ServiceUnavailable,
        ApiRefusedException { Problem.Status: StatusCodes.Status403Forbidden } => StatusCodes.Status403Forbidden,
        ApiRefusedException { Problem.Status: StatusCodes.Status429TooManyRequests } => StatusCodes.Status429TooManyRequests,
        ApiRefusedException { Problem.Status: >= 400 and < 500 } => StatusCodes.Status404NotFound,
        BadHttpRequestException bad => bad.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static async Task SendToLoginAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (SignInRequiredException required) when (!context.Response.HasStarted)
        {
            // A form cannot be sent again after the login: it leads back to its page.
            var request = context.Request;
            var back = request.Path + (HttpMethods.IsGet(request.Method) ? request.QueryString.Value : "");
            var login = "/login" + (back is "/" ? "" : "?returnUrl=" + Uri.EscapeDataString(back));
            if (required.SessionEnded)
            {
                // Said by the address: the API's answer takes the dead cookie away, so the login would not know.
                login = ReturnAddress.With(login, ReturnAddress.Failed, ReturnAddress.SignedOut);
            }

            if (request.Headers.ContainsKey("HX-Request"))
            {
                context.Response.Headers["HX-Redirect"] = login;
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }

            context.Response.Redirect(login);
        }
    }

    // Pages show a household's money: no cache keeps them, and Back asks again.
    private static Task KeepPagesPrivateAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null)
        {
            context.Response.Headers.CacheControl = "no-store";
        }

        return next(context);
    }
}
