using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace SmartMoney.Tests.Api.Drivers;

/// <summary>Somebody who calls the API. Paths are relative to <c>/api/v1/</c> unless they start with a slash.</summary>
public sealed class ApiUser(HttpClient http)
{
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    /// <summary>Sent with every call.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The origin of pages of the API's own site.</summary>
    public string Origin => http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, content: null);

    public Task<ApiAnswer> PostAsync(string path, object? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Json(body), headers);

    public Task<ApiAnswer> PatchAsync(string path, object body, string? ifMatch) =>
        SendAsync(HttpMethod.Patch, path, Json(body), ifMatch is null ? [] : [("If-Match", ifMatch)]);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, content: null);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : "/api/v1/" + path) { Content = content };
        foreach (var (name, value) in Headers.Select(header => (header.Key, header.Value)).Concat(headers))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using var response = await http.SendAsync(request);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            cookies[cookie.Split('=')[0]] = cookie.Split(';')[0];
        return await ApiAnswer.ReadAsync(response);
    }

    /// <summary>The bytes of a file.</summary>
    public async Task<byte[]> DownloadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/" + path);
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        using var response = await http.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(200);
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>An answer of which nothing is read yet but its head.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/" + path);
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The cookie that was last set, as <c>name=value</c>.</summary>
    public string Cookie(string name) => cookies[name];

    /// <summary>The same; null when none was set.</summary>
    public string? TryCookie(string name) => cookies.GetValueOrDefault(name);

    private static JsonContent? Json(object? body) => body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web);
}

/// <summary>An answer, read to its end.</summary>
public sealed record ApiAnswer(int Status, IDictionary<string, string> Headers, string Text)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => field ??= JsonNode.Parse(Text)!;

    /// <summary>A member of the body.</summary>
    public JsonNode? this[string member] => Json[member];

    /// <summary>The row's version, for If-Match.</summary>
    public string? ETag => Headers.TryGetValue("ETag", out var tag) ? tag : null;

    /// <summary>The change set that the call made, for its undo.</summary>
    public string Change => Headers["SmartMoney-Change"];

    /// <summary>The stable end of a problem's type.</summary>
    public string? Slug => ((string?)this["type"])?["urn:smartmoney:".Length..];

    public Guid Id => (Guid)this["id"]!;

    public IEnumerable<JsonNode> Items => ((JsonArray)this["items"]!)!;

    /// <summary>Fails with the whole answer unless it has that status.</summary>
    public ApiAnswer ShouldBe(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    /// <summary>Fails unless it is that problem, as problem details.</summary>
    public ApiAnswer ShouldBeProblem(int status, string slug)
    {
        ShouldBe(status);
        Headers["Content-Type"].ShouldStartWith("application/problem+json");
        Slug.ShouldBe(slug, Text);
        ((int)this["status"]!).ShouldBe(status);
        ((string?)this["traceId"]).ShouldNotBeNullOrEmpty();
        return this;
    }

    /// <summary>Fails unless it is a validation problem about exactly these fields.</summary>
    public void ShouldRefuse(params string[] fields) =>
        ((JsonObject)ShouldBeProblem(422, "validation")["errors"]!).Select(error => error.Key).ShouldBe(fields, ignoreOrder: true, Text);

    internal static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join("; ", header.Value), StringComparer.OrdinalIgnoreCase),
        await response.Content.ReadAsStringAsync());
}
