namespace SmartMoney.AppHost;

/// <summary>Adds generated secrets to the model.</summary>
internal static class Passwords
{
    /// <summary>
    /// A password of letters and digits, made once and kept for the next runs.
    /// No signs: it travels through connection strings and environment files, where each sign would need a quoting of its own.
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddGeneratedPassword(this IDistributedApplicationBuilder builder, string name)
        => builder.AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
}
