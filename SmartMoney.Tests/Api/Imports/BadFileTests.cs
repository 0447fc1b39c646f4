using System.Globalization;
using System.Text;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Imports;

/// <summary>Whatever is sent: a clear answer with the place, and the ledger as it was.</summary>
[Trait("needs", "postgres")]
public abstract class BadFileTests(Installation api)
{
    [RequiresTheory]
    [InlineData("empty.csv", "", "The file is empty.")]
    [InlineData("blank.csv", "\r\n  \r\n", "only white space")]
    [InlineData("statement.csv", "%PDF-1.7\n1 0 obj", "This is a PDF")]
    [InlineData("other.csv", "Date,Amount,Text\r\n2026-01-05,1,x\r\n", "Date,Amount,Text")]
    [InlineData("login.csv", "<!DOCTYPE html><html><body>Sign in</body></html>", "web page")]
    [InlineData("missing.csv", "計算対象,日付,内容,保有金融機関,大項目,中項目,メモ,振替,ID\r\n", "金額")]
    public async Task A_file_that_cannot_be_read_at_all_is_refused_with_the_reason_and_leaves_nothing(string name, string content, string reason)
    {
        var book = await ImportingBook.NewAsync(api);
        var refusal = (await book.UploadAsync(Encoding.UTF8.GetBytes(content), commit: true, name)).ShouldBeProblem(422, "unreadable-file");
        ((string?)refusal["detail"]).ShouldNotBeNull().ShouldContain(reason);
        await NothingAsync(book);
    }

    [RequiresFact]
    public async Task A_file_of_nothing_but_NUL_bytes_is_refused()
    {
        var book = await ImportingBook.NewAsync(api);
        (await book.UploadAsync(new byte[100_000], commit: true)).ShouldBeProblem(422, "unreadable-file");
        await NothingAsync(book);
    }

    [RequiresFact]
    public async Task A_file_over_the_limit_is_refused_with_the_limit()
    {
        var book = await ImportingBook.NewAsync(api);
        var refusal = (await book.UploadAsync(new byte[50_000_001])).ShouldBeProblem(413, "too-large");
        ((string?)refusal["detail"]).ShouldNotBeNull().ShouldContain("50 MB");
        await NothingAsync(book);
    }

    [RequiresFact]
    public async Task Reasons_are_in_the_language_that_is_asked_for()
    {
        var book = await ImportingBook.NewAsync(api);
        var japanese = api.Host.Browser();
        (await japanese.PostAsync("auth/login", new { email = Installation.Email, password = ApiHost.Password })).ShouldBe(204);
        japanese.Headers["Accept-Language"] = "fr, ja;q=0.9, en;q=0.5";
        var refusal = (await book.UploadAsync(japanese, [])).ShouldBeProblem(422, "unreadable-file");
        ((string?)refusal["detail"]).ShouldNotBeNull().ShouldContain("ファイルが空です");
    }

    [RequiresFact]
    public async Task A_hundred_thousand_broken_lines_answer_with_the_first_hundred_and_keep_the_rest_in_the_rows()
    {
        var book = await ImportingBook.NewAsync(api);
        var preview = await book.PreviewAsync(OfLines(Enumerable.Repeat("\"1\",\"2026/13/45\",\"x\",\"abc\",\"\",\"\",\"\",\"\",\"0\",\"\"", 100_000)), errors: 100_000);

        var errors = preview["errors"]!.AsArray();
        errors.Count.ShouldBe(100);
        ((int)errors[0]!["line"]!).ShouldBe(2);
        ((int)errors[0]!["column"]!).ShouldBe(2);
        ((string?)errors[0]!["reason"]).ShouldNotBeNull().ShouldContain("2026/13/45");

        var page = (await book.Owner.GetAsync($"{book.Path}/imports/{preview.Id}/rows?outcome=error&limit=500")).ShouldBe(200);
        page.Items.Count().ShouldBe(500);
        page["next"].ShouldNotBeNull();
        ((int)(await book.CommitAsync(preview.Id)).ShouldBe(200)["created"]!).ShouldBe(0);
        (await book.TransactionsAsync()).ShouldBe(0);
    }

    [RequiresFact]
    public async Task Damaged_lines_are_named_with_their_place_and_the_others_come_in()
    {
        var book = await ImportingBook.NewAsync(api);
        var file = OfLines(
            Coffee(5).ToString(),
            "\"1\",\"2026/01/06\",\"N\0L\",\"-1\",\"財布\",\"\",\"\",\"\",\"0\",\"\"",
            "\"1\",\"2026/01/07\",\"three columns\"",
            Coffee(8).ToString())[..^2];
        var half = file.Concat(Encoding.UTF8.GetBytes("\r\n\"1\",\"2026/01/0")).ToArray();
        var preview = await book.PreviewAsync(half, created: 2, errors: 3);
        preview["errors"]!.AsArray().Select(error => (int)error!["line"]!).ShouldBe([3, 4, 6]);

        var rows = (await book.RowsAsync(preview.Id)).Where(row => (string?)row["outcome"] == "error").ToList();
        ((string?)rows[0]["raw"]).ShouldNotBeNull().ShouldContain("N␀L");
        ((int)(await book.CommitAsync(preview.Id)).ShouldBe(200)["created"]!).ShouldBe(2);
        (await book.TransactionsAsync()).ShouldBe(2);
    }

    [RequiresFact]
    public async Task A_line_of_over_a_megabyte_is_one_error()
    {
        var book = await ImportingBook.NewAsync(api);
        var file = OfLines(Coffee(5).ToString(), $"\"1\",\"2026/01/06\",\"{new string('x', 3_000_000)}\",\"-1\",\"\",\"\",\"\",\"\",\"0\",\"\"", Coffee(7).ToString());
        var preview = (await book.UploadAsync(file)).ShouldBe(201);
        ((int)preview["new"]!).ShouldBe(2);
        ((int)preview["errorCount"]!).ShouldBeGreaterThan(0);
        ((int)preview["errors"]![0]!["line"]!).ShouldBe(3);
    }

    [RequiresFact]
    public async Task A_file_that_names_thousands_of_accounts_is_refused()
    {
        var book = await ImportingBook.NewAsync(api);
        var file = Of(Enumerable.Range(0, 501).Select(number => Coffee(5) with { Account = number.ToString(CultureInfo.InvariantCulture) }));
        (await book.UploadAsync(file, commit: true)).ShouldBeProblem(422, "unreadable-file");
        await NothingAsync(book);
    }

    private static async Task NothingAsync(ImportingBook book)
    {
        (await book.TransactionsAsync()).ShouldBe(0);
        (await book.ScalarAsync<long>("""
            SELECT (SELECT count(*) FROM imports WHERE book_id = current_book()) + (SELECT count(*) FROM import_rows WHERE book_id = current_book())
                 + (SELECT count(*) FROM files WHERE book_id = current_book()) + (SELECT count(*) FROM accounts WHERE book_id = current_book())
            """)).ShouldBe(0);
    }
}

public sealed class BadFileTestsOn15(InstallationOn15 api) : BadFileTests(api), IClassFixture<InstallationOn15>;

public sealed class BadFileTestsOn18(InstallationOn18 api) : BadFileTests(api), IClassFixture<InstallationOn18>;
