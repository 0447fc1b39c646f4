using Shouldly;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Data;

[Trait("needs", "postgres")]
public abstract class SearchTests(PostgresDatabase database)
{
    [RequiresTheory]
    [InlineData("セブン-イレブン 渋谷店", "ｾﾌﾞﾝ", true)]
    [InlineData("ｾﾌﾞﾝ-ｲﾚﾌﾞﾝ", "セブン", true)]
    [InlineData("ＡＭＡＺＯＮ.CO.JP", "amazon", true)]
    [InlineData("家賃 一月分", "家賃", true)]
    [InlineData("Café", "CAFÉ", true)]
    [InlineData("100% juice", "0% j", true)]
    [InlineData("100 juice", "0%j", false)]
    [InlineData("a_b", "a_b", true)]
    [InlineData("axb", "a_b", false)]
    [InlineData(@"C:\money", @"\money", true)]
    [InlineData(@"C:\money", @"y\", false)]
    [InlineData(@"ends with \", @"\", true)]
    public async Task Width_and_case_do_not_matter_and_no_character_is_special(string payee, string needle, bool found)
    {
        var home = await Household.CreateAsync(database);
        await home.ChangeAsync(session => session.AddAsync(home.Wallet, "2026-01-05", -900, payee: payee));
        (await home.ListAsync<Guid>("SELECT search_transactions($1, 10)", needle)).Count.ShouldBe(found ? 1 : 0);
        (await home.ReadAsync<long>("SELECT count(*) FROM transactions WHERE search_text LIKE search_pattern($1)", needle)).ShouldBe(found ? 1 : 0);
    }

    [RequiresFact]
    public async Task It_stops_at_as_many_rows_as_were_asked_for()
    {
        var home = await Household.CreateAsync(database);
        await home.ChangeAsync(async session =>
        {
            for (var i = 0; i < 5; i++)
                await session.AddAsync(home.Wallet, "2026-01-05", -900, payee: "Lunch");
        });
        (await home.ListAsync<Guid>("SELECT search_transactions('lunch', 3)")).Count.ShouldBe(3);
    }
}

public sealed class SearchTestsOn15(Postgres15 database) : SearchTests(database), IClassFixture<Postgres15>;

public sealed class SearchTestsOn18(Postgres18 database) : SearchTests(database), IClassFixture<Postgres18>;
