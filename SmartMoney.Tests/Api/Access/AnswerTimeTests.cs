using System.Diagnostics;
using System.Globalization;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using Xunit.Abstractions;

namespace SmartMoney.Tests.Api.Access;

/// <summary>How long it takes to say 404 does not tell whether an id is somebody else's.</summary>
[Trait("needs", "postgres")]
public abstract class AnswerTimeTests(Installation api, ITestOutputHelper output)
{
    private const int Answers = 200;
    private const double Tolerance = 0.20;

    [RequiresFact]
    public async Task An_id_of_another_household_takes_as_long_as_one_that_nobody_has()
    {
        var home = await AccessHousehold.CreateAsync(api);
        foreach (var (method, path, theirs) in new[]
        {
            (HttpMethod.Get, "books/{0}", home.Book),
            (HttpMethod.Get, "books/{0}/transactions", home.Book),
            (HttpMethod.Get, $"books/{home.StrangersBook}/transactions/{{0}}", await home.Rows.KeptAsync("transactions/{id}")),
            (HttpMethod.Get, $"books/{home.StrangersBook}/imports/{{0}}", await home.Rows.KeptAsync("imports/{id}")),
            (HttpMethod.Delete, $"books/{home.StrangersBook}/accounts/{{0}}", await home.Rows.KeptAsync("accounts/{id}")),
            (HttpMethod.Delete, "tokens/{0}", await home.Rows.KeptAsync("tokens/{id}")),
        })
        {
            await CompareAsync(home.Stranger, method, path, theirs);
        }
    }

    // What the machine does besides passes; a difference that is there stays: three times over it is no accident.
    private async Task CompareAsync(ApiUser stranger, HttpMethod method, string path, string theirs)
    {
        for (var round = 1; ; round++)
        {
            var (their, unknown) = await MediansAsync(stranger, method, path, theirs);
            var difference = Math.Abs(their - unknown) / Math.Max(their, unknown);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{method} {path}: {their:0.000} ms, unknown {unknown:0.000} ms, {difference:P1}"));
            if (difference < Tolerance)
                return;
            round.ShouldBeLessThan(3, $"{method} {path}: another household's id takes {their} ms, an unknown one {unknown} ms.");
        }
    }

    private static async Task<(double Theirs, double Unknown)> MediansAsync(ApiUser stranger, HttpMethod method, string path, string theirs)
    {
        var (their, unknown) = (new List<double>(), new List<double>());
        for (var call = -20; call < Answers; call++)
        {
            // Which one goes first changes, so that neither always finds what the other has just warmed.
            foreach (var isTheirs in call % 2 == 0 ? [true, false] : (bool[])[false, true])
            {
                var address = string.Format(CultureInfo.InvariantCulture, path, isTheirs ? theirs : Guid.CreateVersion7().ToString());
                var start = Stopwatch.GetTimestamp();
                (await stranger.SendAsync(method, address, content: null)).ShouldBe(404);
                if (call >= 0)
                    (isTheirs ? their : unknown).Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return (their.Order().ElementAt(Answers / 2), unknown.Order().ElementAt(Answers / 2));
    }
}

public sealed class AnswerTimeTestsOn15(InstallationOn15 api, ITestOutputHelper output) : AnswerTimeTests(api, output), IClassFixture<InstallationOn15>;

public sealed class AnswerTimeTestsOn18(InstallationOn18 api, ITestOutputHelper output) : AnswerTimeTests(api, output), IClassFixture<InstallationOn18>;
