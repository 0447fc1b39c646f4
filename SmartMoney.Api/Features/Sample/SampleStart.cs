using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Books;
using SmartMoney.Api.Features.Setup;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Sample;

/// <summary>
/// <c>./run -- --sample</c>: an installation without users starts with one whose book has the sample household. In Development
/// only, because everybody knows the password.
/// </summary>
internal sealed partial class SampleStart(
    IServiceScopeFactory scopes, IConfiguration configuration, IHostEnvironment environment, ILogger<SampleStart> logger) : IHostedService
{
    /// <summary>The setting that asks for it.</summary>
    public const string Setting = AccessOptions.Section + ":Sample";

    /// <summary>What its user signs in with.</summary>
    public const string Email = "sample@example.com";

    /// <inheritdoc cref="Email"/>
    public const string Password = "sample household";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue<bool>(Setting))
            return;
        if (!environment.IsDevelopment())
            LogRefused(logger, environment.EnvironmentName);
        else if (await MakeAsync(cancellationToken))
            LogMade(logger, Email, Password);
        else
            LogUsersThere(logger);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> MakeAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (session, users) = (scope.ServiceProvider.GetRequiredService<BookSession>(), scope.ServiceProvider.GetRequiredService<UserManager<User>>());
        if (await session.Db.Users.AnyAsync(cancel))
            return false;
        try
        {
            var user = FirstUser.Of(Email, session.Now);
            await session.BeginAsync(new Caller(user.Id, SessionId: null, TokenId: null, Scopes: null, OnlyBook: null), cancel);
            if (!(await users.CreateAsync(user, Password)).Succeeded)
                return false;
            await session.EnterAsync(await AddBookAsync(session, user.Id, cancel), Role.Owner, cancel);
            await SampleLoad.RunAsync(session, cancel);
            await session.CommitAsync(cancel);
            return true;
        }
        catch (DbUpdateException clash) when (clash.IsTaken())
        {
            return false;
        }
    }

    // In this machine's language.
    private static async Task<Book> AddBookAsync(BookSession session, Guid owner, CancellationToken cancel)
    {
        var japanese = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja";
        var id = Guid.CreateVersion7();
        await session.SetBookAsync(id, cancel);
        return await new NewBook(japanese ? "サンプルの家計" : "Sample household", "JPY", Locale: japanese ? "ja" : "en").InsertAsync(session.Db, id, owner, session.Now, cancel);
    }

    [LoggerMessage(5001, LogLevel.Information, "The sample household is ready: sign in as {Email} with the password '{Password}'")]
    private static partial void LogMade(ILogger logger, string email, string password);

    [LoggerMessage(5002, LogLevel.Information, "No sample household was made, because this installation has users: load it from an empty dashboard or from the settings")]
    private static partial void LogUsersThere(ILogger logger);

    [LoggerMessage(5003, LogLevel.Warning, "No sample household was made: its password is public, so it is for Development only, and this is {Environment}")]
    private static partial void LogRefused(ILogger logger, string environment);
}
