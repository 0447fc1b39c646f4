using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Audit;

namespace SmartMoney.Api.Infrastructure.Authentication;

/// <summary>Who calls: browser sessions and API tokens, valid on every replica because all they need is in the database.</summary>
internal static class AuthenticationSetup
{
    /// <summary>Shortest password, in characters. Length is the only rule: composition rules make passwords worse (NIST SP 800-63B section 5.1.1.2).</summary>
    public const int ShortestPassword = 10;

    /// <summary>Longest password, in characters: room for any sentence, and an end to what has to be hashed.</summary>
    public const int LongestPassword = 1000;

    // OWASP's figure for PBKDF2 with HMAC-SHA512, which Identity uses.
    private const int HashRounds = 210_000;

    public static void AddCallers(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidation>();
        builder.Services.AddKeyRing();
        builder.Services.AddUsers();

        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<AuditLog>();
        builder.Services.AddScoped<Attempts>();
        builder.Services.AddSingleton<SessionCookie>();
        builder.Services.AddAuthorization(Policies.Add);
        builder.Services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, displayName: null, options => options.ForwardDefaultSelector =
                context => Schemes.BearerOf(context.Request) is null ? Schemes.Session : Schemes.Token)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(Schemes.Session, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(Schemes.Token, configureOptions: null);
    }

    /// <summary>Finds out who calls, and refuses what other sites ask a signed-in browser to do. After routing.</summary>
    public static void UseCallers(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseMiddleware<CrossSiteGuard>();
        app.UseAuthorization();
    }

    private static void AddKeyRing(this IServiceCollection services)
    {
        // Before data protection's own start, which would open the ring without asking the other replicas.
        services.AddSingleton<KeyRing>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyRing>());
        services.AddDataProtection().SetApplicationName("SmartMoney");
        services.AddOptions<KeyManagementOptions>()
            .Configure<IServiceScopeFactory>((options, scopes) => options.XmlRepository = new KeyRepository(scopes));
    }

    private static void AddUsers(this IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashRounds);
        services.AddIdentityCore<User>(options =>
        {
            DesignTime.IdentitySchema(options);
            options.User.RequireUniqueEmail = true;
            // The user name is the e-mail address, in any script.
            options.User.AllowedUserNameCharacters = "";
            options.Password = new PasswordOptions
            {
                RequiredLength = ShortestPassword,
                RequiredUniqueChars = 1,
                RequireDigit = false,
                RequireLowercase = false,
                RequireNonAlphanumeric = false,
                RequireUppercase = false,
            };
        }).AddEntityFrameworkStores<SmartMoneyContext>();
    }
}
