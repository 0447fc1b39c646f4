using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Shouldly;
using SmartMoney.Api.Features.Passkeys;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.ServiceDefaults.Proxies;
using Xunit;

namespace SmartMoney.Tests.ServiceDefaults;

public sealed class AsciiAddressTests
{
    [Theory]
    [InlineData("https://gäld.example", "xn--gld-qla.example", "https://xn--gld-qla.example")]
    [InlineData("https://GÄLD.example:443/", "xn--gld-qla.example", "https://xn--gld-qla.example")]
    [InlineData("https://xn--gld-qla.example/", "xn--gld-qla.example", "https://xn--gld-qla.example")]
    [InlineData("https://gäld.example:8443/", "xn--gld-qla.example", "https://xn--gld-qla.example:8443")]
    [InlineData("https://家計.example", "xn--fctw19h.example", "https://xn--fctw19h.example")]
    [InlineData("https://straße.example", "xn--strae-oqa.example", "https://xn--strae-oqa.example")]
    [InlineData("http://nas.local:80", "nas.local", "http://nas.local")]
    [InlineData("http://nas.local:443", "nas.local", "http://nas.local:443")]
    [InlineData("http://[2001:DB8::1]:8080", "[2001:db8::1]", "http://[2001:db8::1]:8080")]
    [InlineData("https://ann:secret@money.example.org/start?x=y#z", "money.example.org", "https://money.example.org")]
    public void Host_and_origin_of_an_address_are_what_browsers_send(string address, string host, string origin)
    {
        var url = new Uri(address);

        url.AsciiHost().ShouldBe(host);
        url.AsciiOrigin().ShouldBe(origin);
    }

    [Theory]
    [InlineData("https://gäld.example", "https://xn--gld-qla.example", true)]
    [InlineData("https://gäld.example:443/", "https://xn--gld-qla.example", true)]
    [InlineData("https://xn--gld-qla.example", "https://xn--gld-qla.example", true)]
    [InlineData("https://gäld.example", "http://xn--gld-qla.example", false)]
    [InlineData("https://gäld.example", "https://xn--gld-qla.example:8443", false)]
    [InlineData("https://gäld.example", "https://gald.example", false)]
    public async Task Passkeys_are_made_for_the_form_that_browsers_send(string address, string origin, bool own)
    {
        await using var services = Services(address);
        var passkeys = services.GetRequiredService<IOptions<IdentityPasskeyOptions>>().Value;

        passkeys.ServerDomain.ShouldBe("xn--gld-qla.example");
        (await passkeys.ValidateOrigin!(new() { HttpContext = new DefaultHttpContext(), Origin = origin, CrossOrigin = false, TopOrigin = null })).ShouldBe(own);
    }

    private static ServiceProvider Services(string address)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("SmartMoney:PublicUrl", address)]).Build());
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section);
        services.AddPasskeys();
        return services.BuildServiceProvider();
    }
}
