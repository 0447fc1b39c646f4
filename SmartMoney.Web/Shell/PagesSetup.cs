using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmartMoney.Web.Goals;
using SmartMoney.Web.Languages;
using SmartMoney.Web.Settings;

namespace SmartMoney.Web.Shell;

/// <summary>Razor Pages without session, TempData, key ring or framework antiforgery: our form token replaces the last.</summary>
public static class PagesSetup
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorPages(options => options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute()))
            .AddMvcOptions(options => options.Filters.Add<PageGate>())
            .AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false);
        services.AddOptions<MvcOptions>().Configure<Texts>(BindingMessages.Translate);
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        services.AddScoped<Dates>();
        services.AddScoped<ProblemText>();
        services.AddScoped<GoalWords>();
        services.AddScoped<AuditWords>();
        services.KeepNoKeys();
        return services;
    }

    private static void KeepNoKeys(this IServiceCollection services)
    {
        services.RemoveAll<IDataProtectionProvider>();
        services.AddSingleton<IDataProtectionProvider, NoKeys>();

        // The framework's hosted service would load the key ring at start, and make one where there is none.
        foreach (var warmUp in services.Where(s => s.ImplementationType?.Name == "DataProtectionHostedService").ToList())
        {
            services.Remove(warmUp);
        }
    }
}
