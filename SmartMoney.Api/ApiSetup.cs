using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using SmartMoney.Api.Data;
using SmartMoney.Api.Features.Accounts;
using SmartMoney.Api.Features.Auditing;
using SmartMoney.Api.Features.Auth;
using SmartMoney.Api.Features.Books;
using SmartMoney.Api.Features.BrowserSessions;
using SmartMoney.Api.Features.Categories;
using SmartMoney.Api.Features.Changes;
using SmartMoney.Api.Features.Deletion;
using SmartMoney.Api.Features.Docs;
using SmartMoney.Api.Features.Goals;
using SmartMoney.Api.Features.Export;
using SmartMoney.Api.Features.Health;
using SmartMoney.Api.Features.Households;
using SmartMoney.Api.Features.Imports;
using SmartMoney.Api.Features.Passkeys;
using SmartMoney.Api.Features.Passwords;
using SmartMoney.Api.Features.Profile;
using SmartMoney.Api.Features.Reports;
using SmartMoney.Api.Features.Rules;
using SmartMoney.Api.Features.Sample;
using SmartMoney.Api.Features.SecondFactors;
using SmartMoney.Api.Features.Setup;
using SmartMoney.Api.Features.Tokens;
using SmartMoney.Api.Features.Transactions;
using SmartMoney.Api.Features.Transfers;
using SmartMoney.Api.Infrastructure;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api;

/// <summary>How the API is put together: services, the order of the pipeline, and the features' routes.</summary>
internal static class ApiSetup
{
    // PostgreSQL takes 100 connections unless told: two replicas must not use them up, since one too many is refused. Here a request waits its turn.
    private const string Pool = "Maximum Pool Size=32;";

    // A transaction that does nothing for five minutes belongs to nobody any more: streams give their client some seconds a step.
    private const string Idle = "-c idle_in_transaction_session_timeout=300000";

    public static void AddApi(this WebApplicationBuilder builder)
    {
        // The book is set with SET LOCAL in an explicit transaction, which a retrying strategy cannot repeat.
        // Npgsql's spans and meters are subscribed to in the service defaults.
        builder.AddNpgsqlDbContext<SmartMoneyContext>("smartmoney", settings =>
        {
            (settings.DisableRetry, settings.DisableTracing, settings.DisableMetrics) = (true, true, true);
            // In front, so that what the connection string itself says wins; tools and the manifest start without one.
            if (!string.IsNullOrEmpty(settings.ConnectionString))
                settings.ConnectionString = WithOurs(settings.ConnectionString);
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = Body<object>.Limit);
        builder.AddCallers();
        builder.Services.AddSetup();
        builder.Services.AddAuth();
        builder.Services.AddPasswords();
        builder.Services.AddSecondFactors();
        builder.Services.AddPasskeys();
        builder.Services.AddProfile();
        builder.Services.AddDeletion();
        builder.Services.AddAccountLimits();
        builder.Services.AddHealth();
        builder.Services.AddDocs();
        builder.Services.AddSample();
        builder.Services.AddScoped<BookSession>();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ExceptionProblems>();
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
    }

    private static string WithOurs(string connectionString)
    {
        var all = new NpgsqlConnectionStringBuilder(Pool + connectionString);
        all.Options = $"{Idle} {all.Options}".TrimEnd();
        return all.ConnectionString;
    }

    public static void UseApi(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseCallers();
        // A slow body keeps no turn from others, and a turn no connection of the database.
        app.UseBodyBuffer();
        app.UseMiddleware<TurnMiddleware>();
        app.UseMiddleware<SessionMiddleware>();
        app.UseRateLimiter();
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapDefaultEndpoints();
        app.MapHealth();
        app.MapDocs();
        var signedIn = app.MapSignedIn();
        var book = signedIn.MapBook();
        var account = signedIn.MapOwnAccount();
        var anonymous = app.MapAnonymous();

        anonymous.MapSetup();
        anonymous.MapLogin();
        anonymous.MapSecondFactorLogin();
        anonymous.MapPasskeyLogin();
        anonymous.MapPasswordReset();
        anonymous.MapInvitationDoor();
        signedIn.MapAuth();
        signedIn.MapTokens();
        signedIn.MapBooks();
        signedIn.MapDeletedBooks();
        account.MapProfile();
        account.MapSecondFactors();
        account.MapPasskeys();
        account.MapBrowserSessions();
        account.MapOwnArchive();
        account.MapAccountDeletion();
        book.MapBookSettings();
        book.MapMembers();
        book.MapInvitations();
        book.MapAudit();
        book.MapBookDeletion();
        book.MapAccounts();
        book.MapCategories();
        book.MapImports();
        book.MapTransactions();
        book.MapTransfers();
        book.MapRules();
        book.MapExport();
        book.MapBookArchive();
        book.MapChanges();
        book.MapReports();
        book.MapGoals();
        book.MapSample();
    }
}
