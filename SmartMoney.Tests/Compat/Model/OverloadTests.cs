using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Compat.Model;

/// <summary>Calls that compile on Aspire 13.5.2 only because of its exact set of overloads. Most of each test is that it compiles.</summary>
public sealed class OverloadTests : IDisposable
{
    private readonly SampleAppHost _sample = new();
    private readonly IDistributedApplicationBuilder _builder;

    public OverloadTests() => _builder = _sample.Running();

    [Fact]
    public async Task An_interpolated_string_with_values_is_an_expression_and_plain_text_stays_text()
    {
        var key = _builder.AddParameter("key", "k{1}");
        var tool = _builder.AddExecutable("tool", "tool", ".")
            .WithEnvironment("EXPRESSION", $"key={key};")
            .WithEnvironment("NUMBERLESS", $"none")
            .WithEnvironment("TEXT", "text")
            .WithEnvironment("NULL", (string?)null)
            .WithEnvironment("PARAMETER", key)
            .WithEnvironment("CALLBACK", () => "later");

        (await EnvironmentAsync(tool)).ShouldBe(["EXPRESSION=key=k{1};", "NUMBERLESS=none", "TEXT=text", "NULL=", "PARAMETER=k{1}", "CALLBACK=later"]);
    }

    [Fact]
    public async Task Arguments_are_texts_or_values()
    {
        var key = _builder.AddParameter("key", "secret");
        var tool = _builder.AddExecutable("tool", "tool", ".", "first").WithArgs("second").WithArgs("third", key.Resource).WithArgs(context => context.Args.Add("last"));

        var args = new List<object>();
        foreach (var annotation in tool.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(new CommandLineArgsCallbackContext(args));
        }

        args.ShouldBe(["first", "second", "third", key.Resource, "last"]);
    }

    [Fact]
    public void Endpoints_take_a_proxy_flag_with_and_without_a_null()
    {
        var tool = _builder.AddExecutable("tool", "tool", ".")
            .WithHttpEndpoint(targetPort: 80, isProxied: false)
            .WithHttpEndpoint(1, 2, "second", "PORT", true)
            .WithEndpoint(3, 4, "tcp", "third", null, false, null)
            .WithEndpoint("http", endpoint => endpoint.TargetPort = 81)
            .WithEndpoint("absent", _ => throw new InvalidOperationException("not called"), createIfNotExists: false);

        tool.GetEndpoint("http").EndpointAnnotation.IsProxied.ShouldBeFalse();
        tool.GetEndpoint("http").EndpointAnnotation.Port.ShouldBe(81);
        tool.GetEndpoint("second").EndpointAnnotation.IsExplicitlyProxied.ShouldBeTrue();
        tool.GetEndpoint("third").EndpointAnnotation.IsProxied.ShouldBeFalse();
        tool.GetEndpoint("absent").Exists.ShouldBeFalse();
    }

    [Fact]
    public void A_command_without_options_resolves()
        => _builder.AddExecutable("tool", "tool", ".").WithCommand("greet", "Greet", _ => Task.FromResult(CommandResults.Success()))
            .Resource.Annotations.OfType<ResourceCommandAnnotation>().ShouldHaveSingleItem().Name.ShouldBe("greet");

    [Fact]
    public async Task A_reference_brings_the_connection_string_and_its_parts_or_only_what_is_asked_for()
    {
        var database = _builder.AddPostgres("postgres", password: _builder.AddParameter("password", "p@ss/w")).AddDatabase("money-db", "money");
        database.Resource.Parent.PrimaryEndpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(database.Resource.Parent.PrimaryEndpoint.EndpointAnnotation, "localhost", 5432);

        (await EnvironmentAsync(_builder.AddExecutable("all", "tool", ".").WithReference(database, optional: true))).ShouldBe([
            "ConnectionStrings__money-db=Host=localhost;Port=5432;Username=postgres;Password=p@ss/w;Database=money",
            "MONEY_DB_HOST=localhost", "MONEY_DB_PORT=5432", "MONEY_DB_USERNAME=postgres", "MONEY_DB_PASSWORD=p@ss/w",
            "MONEY_DB_URI=postgresql://postgres:p%40ss%2Fw@localhost:5432/money",
            "MONEY_DB_JDBCCONNECTIONSTRING=jdbc:postgresql://localhost:5432/money",
            "MONEY_DB_DATABASENAME=money",
        ]);
        (await EnvironmentAsync(_builder.AddExecutable("one", "tool", ".").WithReference(database, connectionName: "main").WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)))
            .ShouldHaveSingleItem().ShouldStartWith("ConnectionStrings__main=");
    }

    [Fact]
    public async Task A_reference_to_a_service_brings_its_addresses_under_both_conventions()
    {
        var api = _builder.AddProject("my-api", _sample.ProjectPath("SmartMoney.Api"));
        api.WithHttpEndpoint(name: "admin");
        foreach (var (endpoint, port) in api.Resource.GetEndpoints().Zip([5000, 5001]))
        {
            endpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(endpoint.EndpointAnnotation, "localhost", port);
        }

        (await EnvironmentAsync(_builder.AddExecutable("tool", "tool", ".").WithReference(api).WithReference("docs", new Uri("https://docs.example"))))
            .ShouldBe([
                "MY_API_HTTP=http://localhost:5000", "services__my-api__http__0=http://localhost:5000",
                "MY_API_ADMIN=http://localhost:5001", "services__my-api__admin__0=http://localhost:5001",
                "services__docs__default__0=https://docs.example/", "docs=https://docs.example/",
            ]);
    }

    public void Dispose() => _sample.Dispose();

    private static async Task<IReadOnlyList<string>> EnvironmentAsync(IResourceBuilder<IResource> resource)
    {
        var context = new EnvironmentCallbackContext(resource.ApplicationBuilder.ExecutionContext, resource.Resource);
        foreach (var annotation in resource.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        var lines = new List<string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            lines.Add($"{name}={(value is IValueProvider provider ? await provider.GetValueAsync() : value)}");
        }

        return lines;
    }
}
