using System.Globalization;
using System.Text.Json.Nodes;
using SmartMoney.Api.Data.Model;
using SmartMoney.Tests.Api.Drivers;

namespace SmartMoney.Tests.Api.Access;

/// <summary>An operation of the served OpenAPI document, and what the document says about who may call it.</summary>
internal sealed record ApiOperation(string Method, string Path, JsonNode Description, JsonNode Document)
{
    public const string BookParameter = "{bookId}";

    public override string ToString() => $"{Method} {Path}";

    /// <summary>Nobody has to be signed in.</summary>
    public bool IsOpen => Description["security"] is null;

    public bool IsOfBook => Path.Contains(BookParameter, StringComparison.Ordinal);

    public bool BrowserOnly => (bool?)Description["x-browser-only"] ?? false;

    public bool AllBooks => (bool?)Description["x-all-books"] ?? false;

    public string? Scope => (string?)Description["x-scope"];

    public Role? LeastRole => (string?)Description["x-least-role"] is { } role ? Enum.Parse<Role>(role, ignoreCase: true) : null;

    public bool IsReading => Method == "GET";

    /// <summary>It names a row by id, below a book or among the caller's own.</summary>
    public bool NamesRow => RowParameters.Any();

    /// <summary>The path up to and with each parameter but the book's, as <see cref="Rows"/> knows it: <c>transfers/rules/{id}</c>.</summary>
    public IEnumerable<string> RowParameters
    {
        get
        {
            var steps = Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Except(["api", "v1"]).ToList();
            var from = steps.IndexOf(BookParameter) + 1;
            for (var at = from; at < steps.Count; at++)
            {
                if (steps[at].StartsWith('{'))
                    yield return string.Join('/', steps[from..(at + 1)]);
            }
        }
    }

    /// <summary>The schema of its JSON body; null where it takes none.</summary>
    public JsonNode? Body => Description["requestBody"]?["content"]?["application/json"]?["schema"];

    public bool TakesForm => Description["requestBody"]?["content"]?["multipart/form-data"] is not null;

    /// <summary>The query parameters that name a row.</summary>
    public IEnumerable<string> RowQueries => (Description["parameters"] as JsonArray ?? [])
        .Where(parameter => (string?)parameter!["in"] == "query" && (string?)parameter["name"] is "account" or "category" or "transfer")
        .Select(parameter => (string)parameter!["name"]!);

    public bool Documents(int status) => Description["responses"]![status.ToString(CultureInfo.InvariantCulture)] is not null;

    public static async Task<IReadOnlyList<ApiOperation>> ReadAllAsync(ApiHost host)
    {
        var document = (await host.Silent().GetAsync("/api/openapi/v1.json")).ShouldBe(200).Json;
        return
        [
            .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
                .Select(operation => new ApiOperation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!, document))),
        ];
    }
}
