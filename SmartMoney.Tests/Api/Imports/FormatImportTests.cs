using Shouldly;
using SmartMoney.Benchmarks.Generating;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Imports;

/// <summary>A household's export of each format, from the upload to the balances and the months.</summary>
[Trait("needs", "postgres")]
public abstract class FormatImportTests(Installation api)
{
    public static TheoryData<string> Formats => ["zaim", "paypay", "smbc"];

    private static GeneratedStatement Generate(string format)
    {
        GeneratorOptions options = new() { Seed = 3, Rows = 400, Months = 3, From = new(2025, 4, 1) };
        return format switch
        {
            "zaim" => ZaimGenerator.Generate(options),
            "paypay" => PayPayGenerator.Generate(options),
            _ => SmbcGenerator.Generate(options),
        };
    }

    [RequiresTheory]
    [MemberData(nameof(Formats))]
    public async Task Balances_and_months_come_to_what_was_made_and_the_same_file_again_adds_nothing(string format)
    {
        var made = Generate(format);
        var book = await ImportingBook.NewAsync(api);
        var first = (await book.UploadAsync(made.Bytes)).ShouldBe(201);
        ((string?)first["format"]).ShouldBe(format);
        ((int)first["errors"]!.AsArray().Count).ShouldBe(0);
        (await book.CommitAsync(first.Id)).ShouldBe(200);

        (await book.TransactionsAsync()).ShouldBe(made.Rows.Count);
        var balances = (await book.Owner.GetAsync($"{book.Path}/accounts")).ShouldBe(200).Items.ToDictionary(account => (string)account["name"]!, account => (long)account["balance"]!);
        balances.ShouldBe(made.Truth.Accounts.ToDictionary(account => account.Account, account => account.Balance), ignoreOrder: true);
        foreach (var month in made.Truth.Months)
        {
            var summary = (await book.Owner.GetAsync($"{book.Path}/reports/summary?month={month.Month}")).ShouldBe(200);
            ((long)summary["income"]!, (long)summary["expense"]!).ShouldBe((month.Income, month.Expense));
        }

        await book.PreviewAsync(made.Bytes, duplicates: made.Rows.Count(row => !row.Leg));
        await book.ImportAsync(made.Bytes, created: 0);
        (await book.TransactionsAsync()).ShouldBe(made.Rows.Count);
    }
}

public sealed class FormatImportTestsOn15(InstallationOn15 api) : FormatImportTests(api), IClassFixture<InstallationOn15>;

public sealed class FormatImportTestsOn18(InstallationOn18 api) : FormatImportTests(api), IClassFixture<InstallationOn18>;
