using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace SmartMoney.Tests.Compat.Model;

/// <summary>The rules of the app model.</summary>
public sealed class ModelTests : IDisposable
{
    private readonly SampleAppHost _sample = new();

    [Theory]
    [InlineData("1st", "start with an ASCII letter")]
    [InlineData("a--b", "two hyphens")]
    [InlineData("a-", "end with a hyphen")]
    [InlineData("a_b", "only ASCII letters")]
    [InlineData("überweisung", "start with an ASCII letter")]
    public void A_bad_name_is_refused_with_the_rule_it_breaks(string name, string rule)
        => Should.Throw<ArgumentException>(() => _sample.Running().AddParameter(name)).Message.ShouldContain(rule);

    [Fact]
    public void Two_resources_may_not_have_one_name_in_any_case()
    {
        var builder = _sample.Running();
        builder.AddParameter("api");

        Should.Throw<DistributedApplicationException>(() => builder.AddContainer("API", "image")).Message.ShouldContain("case-insensitive");
    }

    [Fact]
    public void A_second_endpoint_of_a_name_is_refused()
        => Should.Throw<DistributedApplicationException>(() => _sample.Running().AddContainer("a", "image").WithHttpEndpoint(targetPort: 80).WithHttpEndpoint(targetPort: 81));

    [Fact]
    public void Waiting_for_a_database_waits_for_its_server_too()
    {
        var builder = _sample.Running();
        var database = builder.AddPostgres("postgres").AddDatabase("smartmoney");
        var tool = builder.AddExecutable("tool", "tool", ".").WaitFor(database);

        tool.Resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource.Name).ShouldBe(["postgres", "smartmoney"]);
    }

    [Fact]
    public void The_launch_profile_is_the_one_asked_for_or_the_first_project_profile()
    {
        _sample.AddProject("Tool", """{"profiles":{"iis":{"commandName":"IISExpress","applicationUrl":"http://localhost:1"},"main":{"commandName":"Project","applicationUrl":"http://localhost:2;https://localhost:3;http://localhost:4"},"other":{}}}""");
        var builder = _sample.Running();

        builder.AddProject("a", _sample.ProjectPath("Tool")).Resource.GetEndpoints().Select(e => (e.EndpointName, e.EndpointAnnotation.Port))
            .ShouldBe([("http", 2), ("https", 3), ("http2", 4)]);
        builder.AddProject("b", _sample.ProjectPath("Tool"), "other").Resource.GetEndpoints().ShouldBeEmpty();
        builder.AddProject("c", _sample.ProjectPath("Tool"), launchProfileName: null).Resource.GetEndpoints().ShouldBeEmpty();
        Should.Throw<DistributedApplicationException>(() => builder.AddProject("d", _sample.ProjectPath("Tool"), "missing")).Message.ShouldContain("'missing'");
    }

    [Fact]
    public void A_resource_is_found_again_by_name_and_type()
    {
        var builder = _sample.Running();
        builder.AddParameter("key");

        builder.CreateResourceBuilder<ParameterResource>("KEY").Resource.Name.ShouldBe("key");
        builder.TryCreateResourceBuilder<ContainerResource>("key", out _).ShouldBeFalse();
    }

    public void Dispose() => _sample.Dispose();
}
