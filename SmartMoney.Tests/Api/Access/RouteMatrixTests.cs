using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Access;

/// <summary>
/// Every route of the API's description, tried as everybody. What each is to answer follows from the description alone, so a route that is added
/// is covered; where it names a row of a new kind, <see cref="Rows"/> asks for one.
/// </summary>
[Trait("needs", "postgres")]
public abstract partial class RouteMatrixTests(Installation api)
{
    private const int SeveralRows = 3;

    private readonly List<string> failures = [];

    [RequiresFact]
    public async Task Every_route_answers_everybody_as_the_description_says_and_refusals_change_nothing()
    {
        var home = await AccessHousehold.CreateAsync(api);
        var everybody = await home.EverybodyAsync();
        var operations = await ApiOperation.ReadAllAsync(api.Host);
        var tries = operations.SelectMany(operation => everybody.Select(person => (Operation: operation, Person: person, Verdict: Verdicts.Of(operation, person)))).ToList();
        tries.Count.ShouldBeGreaterThan(1000);

        var before = await Fingerprint.TakeAsync(api.Database.Superuser);
        foreach (var (operation, person, verdict) in tries.Where(one => one.Verdict is not Verdict.LetIn))
            await TryRefusedAsync(home, operation, person, verdict);
        failures.AddRange(Fingerprint.Differences(before, await Fingerprint.TakeAsync(api.Database.Superuser)).Select(table => $"Calls that were refused changed {table}."));
        // What was changed against the rules may be missing below.
        failures.ShouldBeEmpty();

        foreach (var (operation, person, _) in tries.Where(one => one.Verdict is Verdict.LetIn).OrderBy(one => !one.Operation.IsReading))
            await TryLetInAsync(home, operation, person);
        failures.ShouldBeEmpty();
    }

    [RequiresFact]
    public async Task Ids_of_another_household_are_ids_that_nobody_has()
    {
        var home = await AccessHousehold.CreateAsync(api);
        for (var number = 0; number < SeveralRows; number++)
        {
            foreach (var field in new[] { "accountId", "categoryId", "id" })
                await home.Rows.KeptAsync(Rows.KindOf(field), number);
        }

        var before = await Fingerprint.TakeAsync(api.Database.Superuser, home.Book);
        foreach (var operation in (await ApiOperation.ReadAllAsync(api.Host)).Where(operation => !operation.IsOpen))
        {
            Task<string> Theirs(string kind) => home.Rows.KeptAsync(kind);
            Task<string> Unknown(string kind) => Task.FromResult(Rows.Unknown(kind));
            if (operation.IsOfBook)
            {
                await CompareAsync(operation, "the book", 404, await Rows.PathAsync(operation, home.Book, Theirs), await Rows.PathAsync(operation, Guid.NewGuid().ToString(), Unknown));
                await CompareAsync(operation, "the book, with rows of their own", 404,
                    await Rows.PathAsync(operation, home.Book, Unknown), await Rows.PathAsync(operation, Guid.NewGuid().ToString(), Theirs));
            }

            if (operation.NamesRow)
            {
                await CompareAsync(operation, "the row", operation.Body is null ? 404 : null,
                    await Rows.PathAsync(operation, home.StrangersBook, Theirs), await Rows.PathAsync(operation, home.StrangersBook, Unknown));
            }

            if (Bodies.RowFields(operation).Count > 0)
                await CompareBodiesAsync(operation, await Rows.PathAsync(operation, home.StrangersBook, Unknown));
            foreach (var query in operation.RowQueries)
            {
                var path = await Rows.PathAsync(operation, home.StrangersBook, Unknown);
                await CompareAsync(operation, $"?{query}=", status: null, $"{path}?{query}={await Theirs(Rows.KindOf(query))}", $"{path}?{query}={Guid.NewGuid()}");
            }
        }

        failures.AddRange(Fingerprint.Differences(before, await Fingerprint.TakeAsync(api.Database.Superuser, home.Book)).Select(table => $"The household's rows in {table} changed."));
        failures.ShouldBeEmpty();

        async Task CompareAsync(ApiOperation operation, string what, int? status, string theirs, string unknown)
        {
            var id = Guid.NewGuid();
            var (one, other) = (await SendAsync(home.Stranger, operation, theirs, Body(operation, _ => id)), await SendAsync(home.Stranger, operation, unknown, Body(operation, _ => id)));
            if (one.Status >= 500 || (status ?? one.Status) != one.Status || Same(one) != Same(other))
                failures.Add($"{operation} as another household's owner, {what}: expected {status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "the same"}, got {one.Status} {one.Text}; for an unknown id {other.Status} {other.Text}");
        }

        async Task CompareBodiesAsync(ApiOperation operation, string path)
        {
            var ids = new Dictionary<string, Guid>(StringComparer.Ordinal);
            foreach (var (field, number) in Bodies.RowFields(operation).Select((field, number) => (field, number)))
                ids[field] = Guid.Parse(await home.Rows.KeptAsync(Rows.KindOf(field), number % SeveralRows));
            var theirs = await SendAsync(home.Stranger, operation, path, Body(operation, field => ids[field]));
            var unknown = await SendAsync(home.Stranger, operation, path, Body(operation, _ => Guid.NewGuid()));
            if (theirs.Status >= 500 || Same(theirs) != Same(unknown))
                failures.Add($"{operation} as another household's owner, ids in the body: got {theirs.Status} {theirs.Text}; for unknown ids {unknown.Status} {unknown.Text}");
        }
    }

    private async Task TryRefusedAsync(AccessHousehold home, ApiOperation operation, Person person, Verdict verdict)
    {
        var path = await Rows.PathAsync(operation, home.Book, home.Rows.KeptAsync);
        var id = Guid.Parse(await home.Rows.KeptAsync("accounts/{id}"));
        var answer = await SendAsync(person.User, operation, path, Body(operation, _ => id), ("If-Match", "*"));
        var expected = verdict.Status();
        if (answer.Status != expected || !operation.Documents(expected) || (expected == 404 && IsOfBook(answer) != (verdict == Verdict.NoSuchBook)))
            Fail(operation, person, $"{expected}{(operation.Documents(expected) ? "" : " in the description")} ({verdict})", answer);
        LookForMarker(operation, person, answer);
    }

    private async Task TryLetInAsync(AccessHousehold home, ApiOperation operation, Person person)
    {
        var path = await Rows.PathAsync(operation, home.Book, operation.IsReading ? home.Rows.KeptAsync : home.Rows.MakeAsync);
        var answer = await SendAsync(person.User, operation, path, operation.Body is null && !operation.TakesForm ? null : Json(new JsonObject()));
        var isCredentials = operation.IsOpen && answer.Status == 401;
        if (!operation.Documents(answer.Status) || answer.Status >= 500 || (answer.Status is 401 or 403 && !isCredentials) || (answer.Status == 404 && IsOfBook(answer)))
            Fail(operation, person, "to be let in, with an answer of the description", answer);
        if (person.Role is null && !person.OwnsRows)
            LookForMarker(operation, person, answer);
        if (!operation.IsReading && person.SignIn is { } signIn && (await person.User.GetAsync("auth/me")).Status == 401)
            await signIn();
    }

    private void LookForMarker(ApiOperation operation, Person person, ApiAnswer answer)
    {
        if (answer.Text.Contains(AccessHousehold.Marker, StringComparison.Ordinal))
            Fail(operation, person, "nothing that the household wrote", answer);
    }

    private void Fail(ApiOperation operation, Person person, string expected, ApiAnswer answer) =>
        failures.Add($"{operation} as {person.Name}: expected {expected}, got {answer.Status} {(answer.Text.Length > 300 ? answer.Text[..300] : answer.Text)}");

    private static bool IsOfBook(ApiAnswer answer) => answer.Text.Contains("There is no such book.", StringComparison.Ordinal);

    private static Task<ApiAnswer> SendAsync(ApiUser user, ApiOperation operation, string path, HttpContent? body, params (string Name, string Value)[] headers) =>
        user.SendAsync(new HttpMethod(operation.Method), path, body, headers);

    private static HttpContent? Body(ApiOperation operation, Func<string, Guid> id) => operation.TakesForm
        ? new MultipartFormDataContent { { new ByteArrayContent("a,b\n1,2\n"u8.ToArray()), "file", "export.csv" } }
        : Bodies.Of(operation, id) is { } body ? Json(body) : null;

    private static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    // Status, and body without what is another for every request.
    private static string Same(ApiAnswer answer) => $"{answer.Status} {TraceId().Replace(answer.Text, "")}";

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TraceId();
}

public sealed class RouteMatrixTestsOn15(InstallationOn15 api) : RouteMatrixTests(api), IClassFixture<InstallationOn15>;

public sealed class RouteMatrixTestsOn18(InstallationOn18 api) : RouteMatrixTests(api), IClassFixture<InstallationOn18>;
