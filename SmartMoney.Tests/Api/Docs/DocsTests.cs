using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using Xunit;

namespace SmartMoney.Tests.Api.Docs;

/// <summary>The description needs no database: it works where the rest does not.</summary>
public sealed class DocsTests(DocsTests.Hosted hosted) : IClassFixture<DocsTests.Hosted>
{
    [Fact]
    public async Task Every_route_of_the_API_is_described()
    {
        var described = (await OperationsAsync()).Select(operation => $"{operation.Method} {operation.Path}").ToHashSet();
        var routes = hosted.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {Regex.Replace(endpoint.RoutePattern.RawText!, ":[a-z]+", "").TrimEnd('/')}"))
            .ToList();
        routes.Count.ShouldBeGreaterThan(30);
        routes.Where(route => !described.Contains(route)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_who_may_call_it_and_how_it_refuses()
    {
        foreach (var (method, path, operation) in await OperationsAsync())
        {
            var place = $"{method} {path}";
            ((string?)operation["summary"]).ShouldNotBeNullOrEmpty(place);
            ((string?)operation["operationId"]).ShouldNotBeNullOrEmpty(place);
            operation["tags"]!.AsArray().Count.ShouldBe(1, place);
            var answers = operation["responses"]!.AsObject().Select(answer => answer.Key).ToList();
            // Signing in ends in two ways: done, or asked for the second factor.
            answers.Count(status => status.StartsWith('2')).ShouldBe(path.EndsWith("auth/login", StringComparison.Ordinal) ? 2 : 1, place);
            if (operation["security"] is not null)
                answers.ShouldContain("401", place);
            if (path.Contains("{bookId}", StringComparison.Ordinal))
            {
                operation["security"]!.AsArray().Count.ShouldBe(operation["x-scope"] is null ? 1 : 2, place);
                ((string?)operation["x-least-role"]).ShouldBeOneOf("viewer", "editor", "owner");
                answers.ShouldContain("404", place);
            }

            if (method is "POST" or "PATCH" && operation["requestBody"] is not null)
                answers.ShouldContain("422", place);
            if (method == "PATCH")
                operation["parameters"]!.AsArray().Select(parameter => (string?)parameter!["name"]).ShouldContain("If-Match", place);
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                ((string?)parameter!["description"]).ShouldNotBeNullOrEmpty($"{place} {parameter["name"]}");
        }
    }

    [Fact]
    public async Task Operation_ids_are_unique_and_references_lead_somewhere()
    {
        var document = await DocumentAsync();
        var ids = (await OperationsAsync()).Select(operation => (string?)operation.Operation["operationId"]).ToList();
        ids.ShouldBeUnique();
        foreach (Match reference in Regex.Matches(document.ToJsonString(), "\"\\$ref\":\"#/([^\"]+)\""))
        {
            JsonNode? found = document;
            foreach (var step in reference.Groups[1].Value.Split('/'))
                found = found?[step];
            found.ShouldNotBeNull(reference.Value);
        }
    }

    [Fact]
    public async Task The_document_works_behind_any_proxy_and_names_both_ways_to_sign_in()
    {
        var document = await DocumentAsync();
        document["servers"]!.ToJsonString().ShouldBe("""[{"url":"/"}]""");
        var schemes = document["components"]!["securitySchemes"]!;
        ((string?)schemes["token"]!["scheme"]).ShouldBe("bearer");
        ((string?)schemes["session"]!["in"]).ShouldBe("cookie");
    }

    [Fact]
    public async Task A_new_account_is_described_with_its_fields()
    {
        var account = (await DocumentAsync())["components"]!["schemas"]!["NewAccount"]!;
        account["required"]!.ToJsonString().ShouldBe("""["name","kind"]""");
        ((string?)account["properties"]!["kind"]!["type"]).ShouldBe("string");
        account["properties"]!["kind"]!["enum"]!.AsArray().Select(kind => (string?)kind).ShouldContain("creditCard");
        ((string?)account["properties"]!["openingBalance"]!["description"]).ShouldNotBeNull().ShouldContain("Minor units");
    }

    [Fact]
    public async Task An_upload_is_described_as_a_form_with_its_file_and_a_commit_may_come_without_a_body()
    {
        var paths = (await DocumentAsync())["paths"]!;
        var upload = paths["/api/v1/books/{bookId}/imports"]!["post"]!["requestBody"]!;
        var form = upload["content"]!["multipart/form-data"]!["schema"]!;
        ((bool)upload["required"]!).ShouldBeTrue();
        form["required"]!.ToJsonString().ShouldBe("""["file"]""");
        form["properties"]!.AsObject().Select(field => field.Key).ShouldBe(["accountId", "format", "file"], ignoreOrder: true);
        ((bool?)paths["/api/v1/books/{bookId}/imports/{id}/commit"]!["post"]!["requestBody"]!["required"] ?? false).ShouldBeFalse();
    }

    [Fact]
    public async Task The_page_for_people_has_a_place_for_every_operation_and_no_dead_link()
    {
        var page = (await hosted.Host.Silent().GetAsync("/api/docs")).ShouldBe(200);
        page.Headers["Content-Type"].ShouldBe("text/html; charset=utf-8");
        var ids = Regex.Matches(page.Text, " id=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        ids.ShouldBeUnique();
        foreach (var (_, _, operation) in await OperationsAsync())
            ids.ShouldContain((string)operation["operationId"]!);
        foreach (Match link in Regex.Matches(page.Text, "href=\"#([^\"]+)\""))
            ids.ShouldContain(link.Groups[1].Value);
    }

    [Fact]
    public async Task The_page_needs_no_script_and_no_inline_style()
    {
        var page = await hosted.Host.Silent().GetAsync("/api/docs");
        page.Text.ShouldNotContain("<script");
        page.Text.ShouldNotContain("<style");
        Regex.IsMatch(page.Text, "\\s(style|on[a-z]+)=\"").ShouldBeFalse();
        var css = (await hosted.Host.Silent().GetAsync("/api/docs/docs.css")).ShouldBe(200);
        css.Headers["Content-Type"].ShouldBe("text/css; charset=utf-8");
    }

    private async Task<JsonNode> DocumentAsync() => (await hosted.Host.Silent().GetAsync("/api/openapi/v1.json")).ShouldBe(200).Json;

    private async Task<List<(string Method, string Path, JsonNode Operation)>> OperationsAsync() =>
    [
        .. (await DocumentAsync())["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Select(operation => (operation.Key.ToUpperInvariant(), path.Key, operation.Value!))),
    ];

    /// <summary>One host for all of these tests, with no database behind it.</summary>
    public sealed class Hosted : IDisposable
    {
        public ApiHost Host { get; } = new("Host=127.0.0.1;Port=9;Username=nobody;Password=nobody;Database=nothing;Timeout=2");

        public void Dispose() => Host.Dispose();
    }
}
