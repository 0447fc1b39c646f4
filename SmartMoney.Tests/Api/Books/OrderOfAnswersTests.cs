using System.Text;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Books;

/// <summary>Of several reasons to refuse, the answer names the first of: 401, 404 (book), 403, 415, 400, 422, 428, 412, 409.</summary>
[Trait("needs", "postgres")]
public abstract class OrderOfAnswersTests(Installation api)
{
    [RequiresFact]
    public async Task Each_reason_hides_those_behind_it()
    {
        var path = await api.NewBookAsync();
        var nowhere = $"books/{Guid.NewGuid()}";
        await api.Owner.PostAsync($"{path}/accounts", new { name = "Taken", kind = "cash" });
        var account = await api.Owner.PostAsync($"{path}/accounts", new { name = "Mine", kind = "cash" });
        var (own, lost) = ($"{path}/accounts/{account.Id}", $"{nowhere}/accounts/{account.Id}");
        var (stranger, reader, owner) = (api.Host.Browser(), api.Host.Script(await api.NewTokenAsync(["read"])), api.Owner);

        (await PatchAsync(stranger, lost, "text/plain", "{", "\"9\"")).ShouldBe(401);
        (await PatchAsync(reader, lost, "text/plain", "{", "\"9\"")).ShouldBe(404);
        (await PatchAsync(reader, own, "text/plain", "{", "\"9\"")).ShouldBe(403);
        (await PatchAsync(owner, own, "text/plain", "{", "\"9\"")).ShouldBeProblem(415, "unsupported-media-type");
        (await PatchAsync(owner, own, "application/json", "{", "\"9\"")).ShouldBeProblem(400, "malformed-json");
        (await PatchAsync(owner, own, "application/json", """{"name":""}""", null)).ShouldRefuse("name");
        (await PatchAsync(owner, own, "application/json", """{"kind":"mattress"}""", "\"9\"")).ShouldRefuse("kind");
        (await PatchAsync(owner, own, "application/json", """{"openingDate":"2026-02-30"}""", "\"9\"")).ShouldRefuse("openingDate");
        (await PatchAsync(owner, own, "application/json", """{"name":"Taken"}""", null)).ShouldBe(428);
        (await PatchAsync(owner, own, "application/json", """{"name":"Taken"}""", "\"9\"")).ShouldBe(412);
        (await PatchAsync(owner, own, "application/json", """{"name":"Taken"}""", "\"1\"")).ShouldBeProblem(409, "name-taken");
        (await PatchAsync(owner, own, "application/json; charset=utf-8", """{"name":"Free"}""", "\"1\"")).ShouldBe(200);
    }

    [RequiresTheory]
    [InlineData("books/not-a-guid")]
    [InlineData("books/not-a-guid/accounts")]
    [InlineData("nothing/here")]
    public async Task What_is_not_there_is_404_with_a_problem(string path)
    {
        var answer = (await api.Owner.GetAsync(path)).ShouldBe(404);
        answer.Headers["Content-Type"].ShouldStartWith("application/problem+json");
    }

    private static Task<ApiAnswer> PatchAsync(ApiUser user, string path, string type, string body, string? ifMatch)
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return user.SendAsync(HttpMethod.Patch, path, content, ifMatch is null ? [] : [("If-Match", ifMatch)]);
    }
}

public sealed class OrderOfAnswersTestsOn15(InstallationOn15 api) : OrderOfAnswersTests(api), IClassFixture<InstallationOn15>;

public sealed class OrderOfAnswersTestsOn18(InstallationOn18 api) : OrderOfAnswersTests(api), IClassFixture<InstallationOn18>;
