using Shouldly;
using SmartMoney.Benchmarks.Generating;
using SmartMoney.Domain.Categories;
using SmartMoney.Domain.Importing;
using Xunit;

namespace SmartMoney.Tests.Domain.Importing;

public class MoneyForwardGeneratorTests
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task Every_generated_row_is_read_back(bool utf8, bool quoteAll)
    {
        var made = MoneyForwardGenerator.Generate(new() { Seed = 7, Rows = 2_000, Accounts = 10, Utf8 = utf8, QuoteAll = quoteAll });
        var file = await Statement.Of(made.Bytes);

        file.Lines.Count.ShouldBe(2_001);
        file.Rows.Select(row => (row.Date, row.Payee, row.Amount, row.Account, row.BankId, !row.Excluded, row.IsTransfer, row.Notes ?? "", row.Category ?? "未分類"))
            .ShouldBe(made.Rows.Select(row => (row.Date, row.Payee, row.Amount, row.Account, (string?)row.Id, row.Included, row.Transfer, row.Notes, row.Large)));
    }

    [Fact]
    public async Task The_truth_is_what_the_rows_read_sum_to()
    {
        var made = MoneyForwardGenerator.Generate(new() { Rows = 5_000 });
        var counting = (await Statement.Of(made.Bytes)).Rows.Where(row => !row.Excluded && !row.IsTransfer).ToList();

        static bool IsIncome(StatementRow row) => row.Category is null ? row.Amount > 0 : StatementCategories.Map("moneyforward", row.Category, row.Subcategory)?.StartsWith("income", StringComparison.Ordinal) ?? false;
        made.Truth.Months.Count.ShouldBe(12);
        foreach (var month in made.Truth.Months)
        {
            var rows = counting.Where(row => row.Date.ToString("yyyy-MM") == month.Month).ToList();
            month.Income.ShouldBe(rows.Where(IsIncome).Sum(row => row.Amount));
            month.Expense.ShouldBe(rows.Where(row => !IsIncome(row)).Sum(row => row.Amount));
        }
        made.Truth.Categories.Sum(category => category.Count).ShouldBe(counting.Count);
        made.Truth.Accounts.Sum(account => account.Count).ShouldBe(5_000);
        made.Truth.Accounts.Sum(account => account.Balance).ShouldBe(made.Rows.Sum(row => row.Amount));
    }

    [Fact]
    public void Equal_options_give_equal_bytes_and_another_seed_gives_others()
    {
        var options = new GeneratorOptions { Rows = 100 };
        MoneyForwardGenerator.Generate(options).Bytes.ShouldBe(MoneyForwardGenerator.Generate(options).Bytes);
        MoneyForwardGenerator.Generate(options with { Seed = 2 }).Bytes.ShouldNotBe(MoneyForwardGenerator.Generate(options).Bytes);
    }

    [Fact]
    public void A_household_has_everything_that_makes_import_hard()
    {
        var rows = MoneyForwardGenerator.Generate(new() { Rows = 3_000 }).Rows;

        rows.Count.ShouldBe(3_000);
        rows.ShouldContain(row => row.Transfer);
        rows.ShouldContain(row => !row.Included);
        rows.ShouldContain(row => row.Amount > 0 && row.Large == "日用品");
        rows.ShouldContain(row => row.Large == "推し活");
        rows.ShouldContain(row => row.Notes.Contains('\n'));
        rows.Select(row => row.Id).ShouldBeUnique();
        rows.GroupBy(row => row with { Id = "" }).ShouldContain(group => group.Count() > 1);
    }
}
