using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;

namespace SmartMoney.Tests.Api.Drivers;

/// <summary>One replica of the API, over a real database, as the API's role.</summary>
public sealed class ApiHost(string connectionString, ApiHostOptions? options = null) : WebApplicationFactory<SmartMoneyContext>
{
    /// <summary>A password that the rules accept.</summary>
    public const string Password = "correct horse battery";

    /// <summary>A browser: keeps cookies and says where it is.</summary>
    public ApiUser Browser()
    {
        var user = Silent();
        user.Headers["Origin"] = user.Origin;
        return user;
    }

    /// <summary>Keeps cookies, but sends neither <c>Origin</c> nor <c>Sec-Fetch-Site</c>.</summary>
    public ApiUser Silent() => new(CreateClient(Options(cookies: true)));

    /// <summary>A script with an API token.</summary>
    public ApiUser Script(string token)
    {
        var user = new ApiUser(CreateClient(Options(cookies: false)));
        user.Headers["Authorization"] = $"Bearer {token}";
        return user;
    }

    /// <summary>A browser that has signed in.</summary>
    public async Task<ApiUser> SignInAsync(string email, string password = Password)
    {
        var browser = Browser();
        (await browser.PostAsync("auth/login", new { email, password })).ShouldBe(204);
        return browser;
    }

    /// <summary>A further user, as an invitation would make one.</summary>
    public async Task<Guid> AddUserAsync(string email)
    {
        await using var scope = Services.CreateAsyncScope();
        var user = new User { Id = Guid.CreateVersion7(), UserName = email, Email = email, CreatedAt = TimeProvider.System.GetUtcNow() };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<User>>().CreateAsync(user, Password);
        return made.Succeeded ? user.Id : throw new InvalidOperationException(made.ToString());
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(options?.Environment ?? "Development");
        builder.UseSetting("ConnectionStrings:smartmoney", connectionString);
        builder.UseSetting("Shutdown:DrainDelay", "0:0:0");
        // Tests upload for one user what a household does in years.
        builder.UseSetting("Limits:Imports", "100000");
        builder.UseSetting("Limits:Ends", "1000");
        foreach (var (name, value) in (options ?? new()).Settings)
            builder.UseSetting(name, value);
        if (options?.Clock is { } clock)
            builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton(clock)));
    }

    private WebApplicationFactoryClientOptions Options(bool cookies) => new()
    {
        BaseAddress = options?.Address ?? new("http://localhost/"),
        AllowAutoRedirect = false,
        HandleCookies = cookies,
    };
}

/// <summary>How a replica differs from one on a developer's machine.</summary>
public sealed record ApiHostOptions
{
    public string Environment { get; init; } = "Development";

    public Uri Address { get; init; } = new("http://localhost/");

    public TimeProvider? Clock { get; init; }

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
