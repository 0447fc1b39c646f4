using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Reports;

/// <summary>Reports cost the same with a thousand transactions and with a million: they cannot even read them here.</summary>
[Trait("needs", "postgres")]
public abstract class ReportReadsTests(Installation api)
{
    [RequiresFact]
    public async Task Reports_work_without_the_right_to_read_transactions()
    {
        var book = await LedgerBook.NewAsync(api);
        await book.AddAsync("2026-01-01", -900, book.Food);
        await book.ScalarAsync<object>("REVOKE SELECT ON transactions FROM smartmoney_app");
        try
        {
            ((long)(await book.GetAsync("reports/summary?month=2026-01")).ShouldBe(200)["expense"]!).ShouldBe(-900);
            (await book.GetAsync("reports/cashflow?from=2026-01&to=2026-12")).ShouldBe(200);
            (await book.GetAsync("reports/cashflow?from=2026-01&to=2026-12&interval=year")).ShouldBe(200);
            (await book.GetAsync("reports/categories?from=2026-01&to=2026-12")).ShouldBe(200);
            (await book.GetAsync("transactions")).ShouldBe(500);
        }
        finally
        {
            await book.ScalarAsync<object>("GRANT SELECT ON transactions TO smartmoney_app");
        }
    }
}

public sealed class ReportReadsTestsOn15(InstallationOn15 api) : ReportReadsTests(api), IClassFixture<InstallationOn15>;

public sealed class ReportReadsTestsOn18(InstallationOn18 api) : ReportReadsTests(api), IClassFixture<InstallationOn18>;
