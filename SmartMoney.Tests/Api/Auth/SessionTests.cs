using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Auth;

[Trait("needs", "postgres")]
public abstract class SessionTests(Installation api)
{
    [RequiresFact]
    public async Task Signing_in_opens_what_was_closed()
    {
        var stranger = api.Host.Browser();
        (await stranger.GetAsync("auth/me")).ShouldBeProblem(401, "unauthenticated").Headers["WWW-Authenticate"].ShouldBe("Bearer");

        var ann = await api.Host.SignInAsync(Installation.Email);
        var me = (await ann.GetAsync("auth/me")).ShouldBe(200);
        ((string?)me["email"]).ShouldBe(Installation.Email);
        ((string?)me["books"]![0]!["name"]).ShouldBe("First");
        ((string?)me["books"]![0]!["role"]).ShouldBe("owner");
    }
}

public sealed class SessionTestsOn15(InstallationOn15 api) : SessionTests(api), IClassFixture<InstallationOn15>;

public sealed class SessionTestsOn18(InstallationOn18 api) : SessionTests(api), IClassFixture<InstallationOn18>;
