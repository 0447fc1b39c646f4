using System.Text.Json.Nodes;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Auth;

/// <summary>Answers that no authenticator gave. What one gives is tried in a browser, in the journey over access.</summary>
[Trait("needs", "postgres")]
public abstract class PasskeyTests(Installation api)
{
    public static TheoryData<string> Nonsense => new()
    {
        "{}",
        """{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{},"clientExtensionResults":{}}""",
        """{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA","authenticatorData":"AA","signature":"AA","userHandle":"AA"},"clientExtensionResults":{}}""",
        """{"id":"no base64!","rawId":5,"type":null,"response":{"clientDataJSON":"%%%","attestationObject":"%%%","authenticatorData":"%%%","signature":"%%%"}}""",
        """{"id":"\u0000","response":[]}""",
    };

    [RequiresTheory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_signs_nobody_in(string credential)
    {
        var stranger = api.Host.Browser();
        (await stranger.PostAsync("auth/passkey", new { credential = JsonNode.Parse(credential) })).ShouldBeProblem(401, "passkey");
        var options = (await stranger.PostAsync("auth/passkey/options")).ShouldBe(200);
        ((string?)options["userVerification"]).ShouldBe("required");
        (await stranger.PostAsync("auth/passkey", new { credential = JsonNode.Parse(credential) })).ShouldBeProblem(401, "passkey");
        (await stranger.GetAsync("auth/me")).ShouldBe(401);
        (await stranger.PostAsync("auth/passkey", new { credential = "text" })).ShouldRefuse("credential");
    }

    [RequiresTheory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_is_kept_for_nobody(string credential)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        await api.Host.AddUserAsync(email);
        var bob = await api.Host.SignInAsync(email);
        (await bob.PostAsync("account/passkeys/options", new { password = "wrong" })).ShouldRefuse("password");
        (await bob.PostAsync("account/passkeys", new { name = "Phone", credential = JsonNode.Parse(credential) })).ShouldRefuse("credential");
        var options = (await bob.PostAsync("account/passkeys/options", new { password = ApiHost.Password })).ShouldBe(200);
        ((string?)options["authenticatorSelection"]!["userVerification"]).ShouldBe("required");
        (await bob.PostAsync("account/passkeys", new { name = "Phone", credential = JsonNode.Parse(credential) })).ShouldRefuse("credential");
        (await bob.PostAsync("account/passkeys", new { credential = JsonNode.Parse(credential) })).ShouldRefuse("name");
        (await bob.GetAsync("account/passkeys")).Items.ShouldBeEmpty();
        foreach (var id in new[] { "AAAA", "no%20base64!", new string('A', 3000) })
            (await bob.PostAsync($"account/passkeys/{id}/remove", new { password = ApiHost.Password })).ShouldBe(404);
    }

    [RequiresFact]
    public async Task Removing_one_takes_the_password_and_signs_other_browsers_out()
    {
        var (bob, other, book, id) = await WithPasskeyAsync();
        (await bob.PostAsync($"account/passkeys/{id}/remove", new { password = "wrong" })).ShouldRefuse("password");
        (await bob.GetAsync("account/passkeys")).Items.Count().ShouldBe(1);
        (await other.GetAsync("account")).ShouldBe(200);
        (await bob.PostAsync($"account/passkeys/{id}/remove", new { password = ApiHost.Password })).ShouldBe(204);
        (await bob.GetAsync("account/passkeys")).Items.ShouldBeEmpty();
        (await other.GetAsync("account")).ShouldBe(401);
        (await bob.GetAsync($"{book}/audit")).Items.Select(item => (string?)item["kind"]).ShouldContain("passkeyRemoved");
    }

    [RequiresFact]
    public async Task A_wrong_answer_in_the_name_of_one_is_written_down_for_its_owner()
    {
        var (bob, _, book, id) = await WithPasskeyAsync();
        var stranger = api.Host.Browser();
        (await stranger.PostAsync("auth/passkey/options")).ShouldBe(200);
        (await stranger.PostAsync("auth/passkey", new { credential = new { id, rawId = id, type = "public-key", response = new { } } })).ShouldBeProblem(401, "passkey");
        var seen = (await bob.GetAsync($"{book}/audit")).Items.First();
        ((string?)seen["kind"], (int)seen["times"]!).ShouldBe(("passkeyRefused", 1));
    }

    [RequiresFact]
    public async Task There_are_twenty_at_most()
    {
        var (bob, _, _, _) = await WithPasskeyAsync(count: 20);
        (await bob.PostAsync("account/passkeys/options", new { password = ApiHost.Password })).ShouldBeProblem(409, "too-many-passkeys");
        (await bob.PostAsync("account/passkeys", new { name = "Phone", credential = new { } })).ShouldBeProblem(409, "too-many-passkeys");
    }

    [RequiresFact]
    public async Task They_belong_to_the_host_of_the_public_url()
    {
        await using var replica = api.Replica(new ApiHostOptions { Address = new("https://money.example.org/"), Settings = new Dictionary<string, string> { ["SmartMoney:PublicUrl"] = "https://money.example.org" } });
        var ann = await replica.SignInAsync(Installation.Email);
        ((string?)(await ann.PostAsync("account/passkeys/options", new { password = ApiHost.Password })).ShouldBe(200)["rp"]!["id"]).ShouldBe("money.example.org");
        ((string?)(await ann.PostAsync("auth/passkey/options")).ShouldBe(200)["rpId"]).ShouldBe("money.example.org");
    }

    // Two browsers of one person, their book, and the id of a passkey that no authenticator has.
    private async Task<(ApiUser Browser, ApiUser Other, string Book, string Id)> WithPasskeyAsync(int count = 1)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        var user = await api.Host.AddUserAsync(email);
        var (browser, other) = (await api.Host.SignInAsync(email), await api.Host.SignInAsync(email));
        var book = $"books/{(await browser.PostAsync("books", new { name = "Own", baseCurrency = "EUR" })).ShouldBe(201).Id}";
        for (var number = 0; number < count; number++)
        {
            await using var add = api.Database.Superuser.CreateCommand("""
                INSERT INTO user_passkeys (credential_id, user_id, data)
                VALUES (decode(md5(random()::text), 'hex'), $1, '{"Name":"Key","PublicKey":"AA==","CreatedAt":"2026-01-01T00:00:00+00:00","SignCount":0,"Transports":[],"IsUserVerified":true,"IsBackupEligible":false,"IsBackedUp":false,"AttestationObject":"AA==","ClientDataJson":"AA=="}')
                """);
            add.Parameters.Add(new() { Value = user });
            await add.ExecuteNonQueryAsync();
        }

        return (browser, other, book, (string)(await browser.GetAsync("account/passkeys")).Items.First()["id"]!);
    }
}

public sealed class PasskeyTestsOn15(InstallationOn15 api) : PasskeyTests(api), IClassFixture<InstallationOn15>;

public sealed class PasskeyTestsOn18(InstallationOn18 api) : PasskeyTests(api), IClassFixture<InstallationOn18>;
