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
            (await bob.DeleteAsync($"account/passkeys/{id}")).ShouldBe(404);
    }

    [RequiresFact]
    public async Task They_belong_to_the_host_of_the_public_url()
    {
        await using var replica = api.Replica(new ApiHostOptions { Address = new("https://money.example.org/"), Settings = new Dictionary<string, string> { ["SmartMoney:PublicUrl"] = "https://money.example.org" } });
        var ann = await replica.SignInAsync(Installation.Email);
        ((string?)(await ann.PostAsync("account/passkeys/options", new { password = ApiHost.Password })).ShouldBe(200)["rp"]!["id"]).ShouldBe("money.example.org");
        ((string?)(await ann.PostAsync("auth/passkey/options")).ShouldBe(200)["rpId"]).ShouldBe("money.example.org");
    }
}

public sealed class PasskeyTestsOn15(InstallationOn15 api) : PasskeyTests(api), IClassFixture<InstallationOn15>;

public sealed class PasskeyTestsOn18(InstallationOn18 api) : PasskeyTests(api), IClassFixture<InstallationOn18>;
