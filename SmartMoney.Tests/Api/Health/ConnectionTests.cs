using Microsoft.EntityFrameworkCore;
using Shouldly;
using SmartMoney.Api.Data;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Health;

[Trait("needs", "postgres")]
public sealed class ConnectionTests(InstallationOn15 api) : IClassFixture<InstallationOn15>
{
    [RequiresTheory]
    [InlineData("", "5min", "0")]
    [InlineData(";Options=-c statement_timeout=2h", "5min", "2h")]
    [InlineData(";Options=-c idle_in_transaction_session_timeout=1min", "1min", "0")]
    public async Task An_operator_s_own_options_come_on_top_of_ours(string options, string idle, string statement)
    {
        await using var host = new ApiHost(api.Database.AppConnectionString + options);
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SmartMoneyContext>();
        var settings = await db.Database.SqlQuery<string>(
            $"SELECT current_setting(name) AS \"Value\" FROM unnest(ARRAY['idle_in_transaction_session_timeout', 'statement_timeout']) name").ToListAsync();
        settings.ShouldBe([idle, statement]);
    }
}
