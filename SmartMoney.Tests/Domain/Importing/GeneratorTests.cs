using Shouldly;
using SmartMoney.Benchmarks.Generating;
using SmartMoney.Domain.Categories;
using SmartMoney.Domain.Importing;
using Xunit;

namespace SmartMoney.Tests.Domain.Importing;

/// <summary>Files that are made by other code than reads them, with what they must come to.</summary>
public class GeneratorTests
{
    public static TheoryData<string, bool, bool, bool> Forms
    {
        get
        {
            TheoryData<string, bool, bool, bool> forms = [];
            foreach (var format in new[] { "zaim", "paypay", "smbc" })
            {
                for (var form = 0; form < 8; form++)
                    forms.Add(format, (form & 1) != 0, (form & 2) != 0, (form & 4) != 0);
            }
            return forms;
        }
    }

    private static GeneratedStatement Generate(string format, GeneratorOptions options) => format switch
    {
        "zaim" => ZaimGenerator.Generate(options),
        "paypay" => PayPayGenerator.Generate(options),
        _ => SmbcGenerator.Generate(options),
    };

    // A record's row, then its legs, as the generators list them.
    private static IEnumerable<(DateOnly Date, string Payee, long Amount, string Account, bool Transfer, bool Excluded)> Movements(StatementRow row) =>
    [
        (row.Date, row.Payee, row.Amount, row.Account, row.IsTransfer, row.Excluded),
        .. row.Legs.Select(leg => (row.Date, leg.Payee, leg.Amount, leg.Account, true, false)),
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_generated_record_is_read_back(string format, bool utf8, bool quoteAll, bool otherForm)
    {
        var made = Generate(format, new() { Seed = 7, Rows = 1_000, Accounts = 10, Utf8 = utf8, QuoteAll = quoteAll, OtherForm = otherForm });
        var file = await Statement.Of(made.Bytes);

        file.Detection.Format!.Id.ShouldBe(format);
        file.Problems.ShouldBeEmpty();
        file.Lines.Count.ShouldBe(1_001);
        file.Rows.ShouldAllBe(row => row.Warning == null);
        file.Rows.SelectMany(Movements).ShouldBe(made.Rows.Select(row => (row.Date, row.Payee, row.Amount, row.Account, row.Transfer, !row.Included)));
        file.Rows.Select(row => row.Notes ?? "").ShouldBe(made.Rows.Where(row => !row.Leg).Select(row => row.Notes));
    }

    [Theory]
    [InlineData("zaim")]
    [InlineData("paypay")]
    [InlineData("smbc")]
    public async Task The_truth_is_what_the_rows_read_sum_to(string format)
    {
        var made = Generate(format, new() { Rows = 3_000 });
        var rows = (await Statement.Of(made.Bytes)).Rows;
        var counting = rows.Where(row => !row.Excluded && !row.IsTransfer).ToList();

        bool IsIncome(StatementRow row) => row.Category is null
            ? row.Amount > 0
            : StatementCategories.Map(format, row.Category, null)?.StartsWith("income", StringComparison.Ordinal) ?? false;
        made.Truth.Months.Count.ShouldBe(12);
        foreach (var month in made.Truth.Months)
        {
            var ofMonth = counting.Where(row => row.Date.ToString("yyyy-MM") == month.Month).ToList();
            month.Income.ShouldBe(ofMonth.Where(IsIncome).Sum(row => row.Amount));
            month.Expense.ShouldBe(ofMonth.Where(row => !IsIncome(row)).Sum(row => row.Amount));
        }
        made.Truth.Accounts.Select(account => (account.Account, account.Balance)).ShouldBe(
            rows.SelectMany(Movements).GroupBy(row => row.Account).Select(account => (account.Key, account.Sum(row => row.Amount))), ignoreOrder: true);
    }

    [Theory]
    [InlineData("zaim")]
    [InlineData("paypay")]
    [InlineData("smbc")]
    public void Equal_options_give_equal_bytes_and_another_seed_gives_others(string format)
    {
        var options = new GeneratorOptions { Rows = 100 };
        Generate(format, options).Bytes.ShouldBe(Generate(format, options).Bytes);
        Generate(format, options with { Seed = 2 }).Bytes.ShouldNotBe(Generate(format, options).Bytes);
    }

    [Fact]
    public void A_household_has_everything_that_makes_import_hard()
    {
        var zaim = Generate("zaim", new() { Rows = 2_000 }).Rows;
        zaim.ShouldContain(row => row.Leg);
        zaim.ShouldContain(row => row.Payee == "残高調整");
        zaim.ShouldContain(row => row.Amount > 0 && row.Large == "日用雑貨");
        var paypay = Generate("paypay", new() { Rows = 2_000 }).Rows;
        paypay.ShouldContain(row => row.Leg && row.Amount < 0);
        paypay.Where(row => !row.Leg).GroupBy(row => row.Id).ShouldContain(group => group.Count() > 1);
        Generate("smbc", new() { Rows = 2_000 }).Rows.GroupBy(row => row).ShouldContain(group => group.Count() > 1);
    }
}
