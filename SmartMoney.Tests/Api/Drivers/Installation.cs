using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Drivers;

/// <summary>
/// A class fixture: the API over a database of the class's own, set up, its operator signed in. Tests of one class
/// share it; each makes the book that it works in.
/// </summary>
public abstract class Installation(PostgresDatabase database) : IAsyncLifetime
{
    private ApiHost? host;
    private ApiUser? owner;

    /// <summary>The operator's e-mail address; the password is <see cref="ApiHost.Password"/>.</summary>
    public const string Email = "ann@example.org";

    public PostgresDatabase Database => database;

    public ApiHost Host => host!;

    /// <summary>The operator's browser.</summary>
    public ApiUser Owner => owner!;

    /// <summary>Another replica over the same database.</summary>
    public ApiHost Replica(ApiHostOptions? options = null) => new(database.AppConnectionString, options);

    /// <summary>Makes a book in euros, in English, for the operator.</summary>
    /// <returns>Its path, <c>books/{id}</c>.</returns>
    public async Task<string> NewBookAsync(string baseCurrency = "EUR", int firstDayOfMonth = 1)
    {
        var made = await Owner.PostAsync("books", new { name = "Home", baseCurrency, timeZone = "UTC", locale = "en", firstDayOfMonth });
        return $"books/{made.ShouldBe(201).Id}";
    }

    /// <summary>Makes an API token for the operator.</summary>
    /// <returns>Its text.</returns>
    public async Task<string> NewTokenAsync(string[] scopes, Guid? bookId = null)
    {
        var made = await Owner.PostAsync("tokens", new { name = "Script", scopes, bookId });
        return (string)made.ShouldBe(201)["token"]!;
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        if (database.IsMissing)
            return;
        host = Replica();
        owner = host.Browser();
        (await owner.PostAsync("setup", new { email = Email, password = ApiHost.Password, bookName = "First", baseCurrency = "JPY" })).ShouldBe(201);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        await database.DisposeAsync();
    }
}

/// <summary>The API over PostgreSQL 15.</summary>
public sealed class InstallationOn15() : Installation(new Postgres15()), IRequirement
{
    /// <inheritdoc/>
    public static string? Missing => Postgres15.Missing;
}

/// <summary>The API over PostgreSQL 18.</summary>
public sealed class InstallationOn18() : Installation(new Postgres18()), IRequirement
{
    /// <inheritdoc/>
    public static string? Missing => Postgres18.Missing;
}
