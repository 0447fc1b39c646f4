using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Adds parameters.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter whose value is configured as <c>Parameters:name</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false)
        => builder.AddResource(new ParameterResource(name, d => ParameterValue.Find(builder.Configuration, name, d), secret));

    /// <summary>Adds a parameter with a fixed value; configuration is not asked.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false)
        => builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>Adds a parameter with a computed value; configuration is not asked.</summary>
    /// <exception cref="ArgumentException">A secret's value is not to be published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        if (publishValueAsDefault && secret)
        {
            throw new ArgumentException("A parameter cannot be both secret and published as a default value.", nameof(secret));
        }

        return builder.AddResource(new ParameterResource(name, _ => valueGetter(), secret)
        {
            Default = publishValueAsDefault ? new ConstantParameterDefault(valueGetter) : null,
        });
    }

    /// <summary>Adds a parameter that has a default, such as a generated secret.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">The default.</param>
    /// <param name="secret">Whether it must not be shown.</param>
    /// <param name="persist">Whether a run keeps the default's value for the next run.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        var kept = persist ? builder.Persisted(name, value) : value;
        return builder.AddResource(new ParameterResource(name, d => ParameterValue.Find(builder.Configuration, name, d), secret) { Default = kept });
    }

    /// <summary>Adds a parameter whose value is configured under a key of its own.</summary>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false)
        => builder.AddResource(new ParameterResource(
            name,
            _ => builder.Configuration[configurationKey] ?? throw ParameterValue.Missing(name, configurationKey),
            secret));

    /// <summary>Says what the parameter is for.</summary>
    public static IResourceBuilder<ParameterResource> WithDescription(this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        builder.Resource.Description = description;
        builder.Resource.EnableDescriptionMarkdown = enableMarkdown;
        return builder;
    }

    /// <summary>Adds a connection string that is configured as <c>ConnectionStrings:name</c>.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
        => builder.AddResource(new ConfiguredConnectionString(
            name,
            _ => builder.Configuration.GetConnectionString(name) ?? throw ParameterValue.Missing(name, $"ConnectionStrings:{name}"),
            environmentVariableName));

    /// <summary>A generated password; it is not added to the model, a run keeps it for the next run.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder,
        string name,
        bool lower = true,
        bool upper = true,
        bool numeric = true,
        bool special = true,
        int minLower = 0,
        int minUpper = 0,
        int minNumeric = 0,
        int minSpecial = 0)
        => CreateGeneratedParameter(builder, name, secret: true, new GenerateParameterDefault
        {
            MinLength = 22,
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        });

    /// <summary>A generated value; it is not added to the model, a run keeps it for the next run.</summary>
    public static ParameterResource CreateGeneratedParameter(IDistributedApplicationBuilder builder, string name, bool secret, GenerateParameterDefault parameterDefault)
        => new(name, d => ParameterValue.Find(builder.Configuration, name, d), secret) { Default = builder.Persisted(name, parameterDefault) };

    /// <summary>A configured parameter; it is not added to the model.</summary>
    public static ParameterResource CreateParameter(IDistributedApplicationBuilder builder, string name, bool secret)
        => new(name, d => ParameterValue.Find(builder.Configuration, name, d), secret);

    private static ParameterDefault Persisted(this IDistributedApplicationBuilder builder, string name, ParameterDefault inner)
        => builder.ExecutionContext.IsRunMode ? new PersistedParameterDefault(name, inner, UserSecretsFile.Of(builder.Configuration)) : inner;
}
