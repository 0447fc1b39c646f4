using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Errors;

[Trait("needs", "postgres")]
public abstract class FailureTests(Installation api)
{
    [RequiresFact]
    public async Task A_failure_says_nothing_of_the_inside()
    {
        var book = await api.NewBookAsync();
        await RunAsync("ALTER TABLE rules RENAME TO rules_elsewhere");
        try
        {
            var answer = (await api.Owner.GetAsync($"{book}/rules")).ShouldBeProblem(500, "internal");
            foreach (var inside in new[] { "rules", "relation", "Npgsql", "Exception", "SELECT", " at " })
                answer.Text.ShouldNotContain(inside, Case.Insensitive);
        }
        finally
        {
            await RunAsync("ALTER TABLE rules_elsewhere RENAME TO rules");
        }

        (await api.Owner.GetAsync($"{book}/rules")).ShouldBe(200);
    }

    private async Task RunAsync(string sql)
    {
        await using var command = api.Database.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class FailureTestsOn15(InstallationOn15 api) : FailureTests(api), IClassFixture<InstallationOn15>;
