using Microsoft.Playwright;
using SmartMoney.Tests.Infrastructure.Browsing;
using Xunit;

namespace SmartMoney.Tests.Topology;

/// <summary>The journeys that share one running stack with the sample household: each leaves to the others what they need.</summary>
[CollectionDefinition(nameof(SampleJourneys))]
public sealed class SampleJourneys : ICollectionFixture<SampleJourneys.Stack>
{
    /// <summary>The stack; started by the first journey, so that skipped ones start nothing.</summary>
    public sealed class Stack : IAsyncLifetime
    {
        private RunningStack? running;

        /// <summary>Walks a journey twice, signed in: without JavaScript and with it.</summary>
        /// <param name="browser">Whose pages are walked through.</param>
        /// <param name="journey">Gets the dashboard's page, and whether it has JavaScript.</param>
        public async Task WalkAsync(Browser browser, Func<IPage, bool, Task> journey)
        {
            running ??= await RunningStack.StartAsync("--sample");
            foreach (var javaScript in new[] { false, true })
            {
                var page = await browser.OpenAsync(running.Address, new Look(JavaScript: javaScript));
                await page.SignInAsSampleAsync();
                await journey(page, javaScript);
                await page.Context.DisposeAsync();
            }
        }

        /// <inheritdoc/>
        public Task InitializeAsync() => Task.CompletedTask;

        /// <inheritdoc/>
        public async Task DisposeAsync()
        {
            if (running is not null)
                await running.DisposeAsync();
        }
    }
}
