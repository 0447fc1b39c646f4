using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace SmartMoney.Benchmarks;

/// <summary>A user of the API, through the gateway, with a bearer token.</summary>
internal sealed class Household(HttpClient gateway)
{
    private static readonly int[] Horizons = [1, 3, 5, 10];

    /// <summary>What the dashboard's page asks the API for; {month} is to be filled in. Four goals are set.</summary>
    public static readonly string[] DashboardReads =
    [
        "reports/summary?month={month}", "reports/cashflow?from=2024-12&to={month}", "accounts?limit=500", "goals?limit=3", "transfers/suggestions/count", "sample",
        "imports?limit=20",
    ];

    private static readonly string[] AllScopes = ["read", "write", "import"];

    /// <summary>Sets the installation up and goes on with a token of every scope.</summary>
    public static async Task<Household> SetUpAsync(HttpClient gateway)
    {
        await SendAsync(gateway, HttpMethod.Post, "/api/v1/setup", JsonContent.Create(new
        {
            email = "benchmark@example.com",
            password = "correct horse battery",
            bookName = "Benchmark",
            baseCurrency = "JPY",
        }));
        // The cookie of the setup signs the one call that makes the token.
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/tokens", UriKind.Relative))
        {
            Content = JsonContent.Create(new { name = "benchmark", scopes = AllScopes }),
        };
        request.Headers.Add("Idempotency-Key", "benchmark-token");
        using var response = await gateway.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var token = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        gateway.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new(gateway);
    }

    public async Task<Guid> NewBookAsync(string name) =>
        (await SendAsync(gateway, HttpMethod.Post, "/api/v1/books", JsonContent.Create(new { name, baseCurrency = "JPY" }))).GetProperty("id").GetGuid();

    /// <summary>Uploads a file and returns the id of its preview.</summary>
    public async Task<string> UploadAsync(Guid book, byte[] file)
    {
        using var part = new ByteArrayContent(file);
        using var content = new MultipartFormDataContent { { part, "file", "moneyforward.csv" } };
        return (await SendAsync(gateway, HttpMethod.Post, $"/api/v1/books/{book}/imports", content)).GetProperty("id").GetString()!;
    }

    public Task CommitAsync(Guid book, string import) =>
        SendAsync(gateway, HttpMethod.Post, $"/api/v1/books/{book}/imports/{import}/commit", JsonContent.Create(new { }));

    /// <summary>One of the <see cref="DashboardReads"/>.</summary>
    public Task ReadAsync(Guid book, string path, string month) =>
        SendAsync(gateway, HttpMethod.Get, $"/api/v1/books/{book}/{path.Replace("{month}", month, StringComparison.Ordinal)}", content: null);

    /// <summary>Sets a goal of each horizon.</summary>
    public async Task SetGoalsAsync(Guid book)
    {
        foreach (var years in Horizons)
            await SetGoalAsync(book, years);
    }

    /// <summary>All that the dashboard's page asks the API for, at once as it does.</summary>
    public Task DashboardAsync(Guid book, string month) => Task.WhenAll(DashboardReads.Select(path => ReadAsync(book, path, month)));

    /// <summary>The month of the newest transaction.</summary>
    public async Task<string> LatestMonthAsync(Guid book) =>
        (await SendAsync(gateway, HttpMethod.Get, $"/api/v1/books/{book}/transactions?limit=1", content: null))
            .GetProperty("items")[0].GetProperty("date").GetString()![..7];

    private Task<JsonElement> SetGoalAsync(Guid book, int horizonYears) =>
        SendAsync(gateway, HttpMethod.Post, $"/api/v1/books/{book}/goals",
            JsonContent.Create(new { name = $"In {horizonYears} years", targetAmount = 10_000_000L * horizonYears, horizonYears }));

    private static async Task<JsonElement> SendAsync(HttpClient gateway, HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        using var response = await gateway.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }
}
