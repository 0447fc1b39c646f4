using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SmartMoney.Web.Backend;

/// <summary>
/// Calls the API as the browser that is being answered. Paths are relative to <c>/api/v1/</c>. Every method throws
/// <see cref="ApiUnavailableException"/> when the API is away and, but for <see cref="KnockAsync"/>,
/// <see cref="SignInRequiredException"/> on 401.
/// </summary>
public sealed class ApiClient(HttpClient http, FormPost post)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads what the page cannot do without; a refusal becomes <see cref="ApiRefusedException"/>.</summary>
    public async Task<T> ReadAsync<T>(string path, CancellationToken cancellationToken)
    {
        var answer = await AskAsync<T>(HttpMethod.Get, path, null, null, signedIn: true, cancellationToken);
        return answer is { Succeeded: true, Value: { } value } ? value : throw new ApiRefusedException(Refusal(answer));
    }

    /// <summary>Reads all pages of a list that is small by nature: categories, accounts.</summary>
    /// <param name="path">The list's path, without a query.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<T>> ReadAllAsync<T>(string path, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await ReadAsync<Listing<T>>($"{path}?limit=500{cursor}", cancellationToken);
            items.AddRange(page.Items);
            cursor = page.Next is { } next ? "&cursor=" + Uri.EscapeDataString(next) : null;
        }

        return items;
    }

    /// <summary>Reads something that may be missing: null on 404.</summary>
    public async Task<T?> FindAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await AskAsync<T>(HttpMethod.Get, path, null, null, signedIn: true, cancellationToken);
        return answer.Problem switch
        {
            null => answer.Value,
            { Status: 404 } => null,
            var problem => throw new ApiRefusedException(problem),
        };
    }

    /// <summary>Writes JSON; a refusal (4xx) is part of the answer.</summary>
    /// <param name="method">POST, PATCH, PUT or DELETE.</param>
    /// <param name="path">Path below <c>/api/v1/</c>.</param>
    /// <param name="body">Sent as JSON, or null for no body.</param>
    /// <param name="version">The version of the row as the form showed it: sent as If-Match.</param>
    public Task<ApiAnswer<T>> WriteAsync<T>(
        HttpMethod method, string path, object? body, long? version, CancellationToken cancellationToken) =>
        AskAsync<T>(method, path, body is null ? null : JsonContent.Create(body, options: Json), version, signedIn: true, cancellationToken);

    /// <summary>Sends content of another type than JSON (an upload, streamed from the browser).</summary>
    public Task<ApiAnswer<T>> UploadAsync<T>(string path, HttpContent content, CancellationToken cancellationToken) =>
        AskAsync<T>(HttpMethod.Post, path, content, null, signedIn: true, cancellationToken);

    /// <summary>Calls a door that is open to everyone (setup, login, who am I): 401 is an answer here.</summary>
    public Task<ApiAnswer<T>> KnockAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        AskAsync<T>(method, path, body is null ? null : JsonContent.Create(body, options: Json), null, signedIn: false, cancellationToken);

    private async Task<ApiAnswer<T>> AskAsync<T>(
        HttpMethod method, string path, HttpContent? content, long? version, bool signedIn, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, "api/v1/" + path) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, application/problem+json");
        if (version is { } number)
        {
            request.Headers.TryAddWithoutValidation("If-Match", FormattableString.Invariant($"\"{number}\""));
        }

        if (method != HttpMethod.Get && method != HttpMethod.Head)
        {
            AddFormHeaders(request);
        }

        using var response = await SendAsync(request, cancellationToken);
        return response switch
        {
            { StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } =>
                throw new ApiUnavailableException($"The API answered {(int)response.StatusCode}."),

            // Pages ask so for who was signed in a moment ago only: it has ended since.
            { StatusCode: HttpStatusCode.Unauthorized } when signedIn => throw new SignInRequiredException { SessionEnded = true },
            { IsSuccessStatusCode: true } => new ApiAnswer<T>(await BodyAsync<T>(response, cancellationToken), null, Change(response)),
            _ => new ApiAnswer<T>(default, await ProblemAsync(response, cancellationToken), null),
        };
    }

    private void AddFormHeaders(HttpRequestMessage request)
    {
        if (post.Token is { } token)
        {
            request.Headers.TryAddWithoutValidation("SmartMoney-Form", token);
        }

        if (post.NextKey() is { } key)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new ApiUnavailableException("The API cannot be reached.", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ApiUnavailableException("The API did not answer in time.", e);
        }
    }

    private static async Task<T?> BodyAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode == HttpStatusCode.NoContent || typeof(T) == typeof(Nothing)
            ? default
            : await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken);

    private static async Task<ApiProblem> ProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var wait = response.Headers.RetryAfter?.Delta;
        if (response.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json")
        {
            try
            {
                var problem = await response.Content.ReadFromJsonAsync<ApiProblem>(Json, cancellationToken);
                return (problem ?? new ApiProblem(null, null, status, null, null)) with { Status = status, RetryAfter = wait, SessionEnded = SessionEnded(response) };
            }
            catch (JsonException)
            {
                // Not the API's own answer (a proxy's, say): the status is all there is to tell.
            }
        }

        return new ApiProblem(null, response.ReasonPhrase, status, null, null) { RetryAfter = wait };
    }

    private static bool SessionEnded(HttpResponseMessage response) => response.StatusCode == HttpStatusCode.Unauthorized
        && response.Headers.WwwAuthenticate.Any(challenge => challenge.Parameter?.Contains("invalid_token", StringComparison.Ordinal) == true);

    private static Guid? Change(HttpResponseMessage response) =>
        response.Headers.TryGetValues("SmartMoney-Change", out var values) && Guid.TryParse(values.FirstOrDefault(), out var id) ? id : null;

    private static ApiProblem Refusal<T>(ApiAnswer<T> answer) =>
        answer.Problem ?? new ApiProblem(null, "The API answered with nothing.", StatusCodes.Status502BadGateway, null, null);
}
