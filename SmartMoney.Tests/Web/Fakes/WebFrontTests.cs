using Xunit;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>A web front over a fake API of its own for each test.</summary>
public abstract class WebFrontTests : IAsyncLifetime
{
    protected FakeApi Api { get; private set; } = null!;

    protected WebFront Web { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Api = await FakeApi.StartAsync();
        Web = new WebFront(Api);
    }

    public async Task DisposeAsync()
    {
        await Web.DisposeAsync();
        await Api.DisposeAsync();
    }
}
