using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Shell;

/// <summary>
/// Stands before every page: lets only signed-in browsers through to pages that are not open, and only forms
/// that this session's own pages rendered.
/// </summary>
public sealed class PageGate(Viewer viewer, FormPost post) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        await viewer.LoadAsync(http.RequestAborted);
        if (!Has<OpenPageAttribute>(context))
        {
            if (viewer.ApiAway)
            {
                throw new ApiUnavailableException("The API did not say who this is.");
            }

            if (viewer.Me is null)
            {
                throw new SignInRequiredException { SessionEnded = viewer.SessionEnded };
            }

            if (viewer.Book is null && !Has<WithoutBookAttribute>(context))
            {
                context.Result = new RedirectResult("/books");
                return;
            }
        }

        if (Find<NeedsAttribute>(context) is { } needs && !viewer.May(needs.Least))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
            return;
        }

        if (Has<IgnoresFormAttribute>(context))
        {
            await next();
            return;
        }

        if (IsUnsafe(http.Request.Method) && !Has<StreamedFormAttribute>(context) && http.Request.HasFormContentType)
        {
            await AcceptFormAsync(http, secret: Has<OpenPageAttribute>(context) || Has<AsksForSecretsAttribute>(context));
            if (!Has<WithoutFormTokenAttribute>(context) && !IsFromThisSession(viewer, post.Token))
            {
                context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
                return;
            }
        }
        else if (IsUnsafe(http.Request.Method) && !http.Request.HasFormContentType && !Has<OpenPageAttribute>(context))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        await next();
    }

    /// <summary>True when the posted token is the session's own, or when nobody is signed in.</summary>
    public static bool IsFromThisSession(Viewer viewer, string? postedToken) =>
        viewer.Me is not { } me
        || (me.FormToken is { } expected
            && postedToken is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(postedToken)));

    // Open pages ask for passwords, as some others do: nothing derived from those leaves for the API.
    private async Task AcceptFormAsync(HttpContext http, bool secret)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var content = form.Where(field => !secret && field.Key is not (FormPost.TokenField or FormPost.OnceField))
            .Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()))
            .Append(KeyValuePair.Create("", http.Request.Path + http.Request.QueryString));
        post.Accept(form[FormPost.TokenField], form[FormPost.OnceField], content);
    }

    private static bool IsUnsafe(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private static bool Has<T>(PageHandlerExecutingContext context)
        where T : Attribute => Find<T>(context) is not null;

    private static T? Find<T>(PageHandlerExecutingContext context)
        where T : Attribute => context.ActionDescriptor.EndpointMetadata.OfType<T>().LastOrDefault();
}
