using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SmartMoney.Api.Data;

/// <summary>Makes the context without the service: for <c>dotnet ef migrations add</c> and for the migration itself.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<SmartMoneyContext>
{
    // Identity reads its schema version from the application's services: version 3 is the first with passkeys.
    private static readonly ServiceProvider Services = new ServiceCollection()
        .Configure<IdentityOptions>(IdentitySchema)
        .BuildServiceProvider();

    /// <summary>The Identity schema that the migrations are written for.</summary>
    public static void IdentitySchema(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    /// <summary>The context on a database, or on none for design-time tools.</summary>
    public static SmartMoneyContext Create(string? connectionString) =>
        new(new DbContextOptionsBuilder<SmartMoneyContext>()
            .UseNpgsql(connectionString)
            .UseApplicationServiceProvider(Services)
            .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)))
            .Options);

    public SmartMoneyContext CreateDbContext(string[] args) => Create(connectionString: null);
}
