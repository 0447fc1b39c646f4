using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Languages;

/// <summary>Decides the language of a request: the person's choice, then the book's, then the browser's.</summary>
public static class LanguageSetup
{
    public static IServiceCollection AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization(options => options.ResourcesPath = "Resources");
        services.AddSingleton<Texts>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Language.Codes[0]);
            options.SupportedCultures = [.. Language.Codes.Select(CultureInfo.GetCultureInfo)];
            options.SupportedUICultures = options.SupportedCultures;
            options.ApplyCurrentCultureToResponseHeaders = true;
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(ChosenAsync),
                new CustomRequestCultureProvider(OfTheBookAsync),
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
        return services;
    }

    private static Task<ProviderCultureResult?> ChosenAsync(HttpContext context) =>
        Task.FromResult(Result(context.Request.Cookies[Language.Cookie]));

    private static async Task<ProviderCultureResult?> OfTheBookAsync(HttpContext context)
    {
        // Style sheets and health checks need no one to be asked.
        if (context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is null)
        {
            return null;
        }

        var viewer = context.RequestServices.GetRequiredService<Viewer>();
        await viewer.LoadAsync(context.RequestAborted);
        return Result(viewer.Book?.Locale);
    }

    private static ProviderCultureResult? Result(string? locale) =>
        Language.Of(locale) is { } language ? new ProviderCultureResult(language) : null;
}
