using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Export;

/// <summary>'Export everything'.</summary>
[Trait("needs", "postgres")]
public abstract class ArchiveTests(Installation api)
{
    private const string Csv = "\"計算対象\",\"日付\",\"内容\",\"金額（円）\",\"保有金融機関\",\"大項目\",\"中項目\",\"メモ\",\"振替\",\"ID\"\r\n"
        + "\"1\",\"2026/10/25\",\"給与\",\"300000\",\"銀行\",\"収入\",\"給与\",\"\",\"0\",\"w1\"\r\n";

    [RequiresFact]
    public async Task A_book_s_archive_has_its_rows_its_original_files_and_no_secret()
    {
        var book = await api.NewBookAsync("JPY");
        using var form = new MultipartFormDataContent { { new StringContent(Csv), "file", "../../家計:簿.csv" } };
        (await api.Owner.SendAsync(HttpMethod.Post, $"{book}/imports?commit=true", form)).ShouldBe(201);
        (await api.Owner.PostAsync($"{book}/invitations", new { role = "viewer" })).ShouldBe(201);

        var (names, files) = await ReadAsync(api.Owner, $"{book}/export.zip");
        names.ShouldAllBe(name => !name.Contains("..", StringComparison.Ordinal) && !name.StartsWith('/'));
        files.Single(file => file.Key.StartsWith("files/", StringComparison.Ordinal)).Value.ShouldBe(Csv);
        files["transactions.csv"].ShouldBe((await api.Owner.GetAsync($"{book}/export.csv")).ShouldBe(200).Text);
        files["transactions.json"].ShouldBe((await api.Owner.GetAsync($"{book}/export.json")).ShouldBe(200).Text);
        var rows = files["tables/transactions.jsonl"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        rows.Select(row => ((long)row["amount"]!, (string?)row["payee"])).ShouldBe([(300000L, "給与")]);
        files["tables/members.jsonl"].ShouldContain(Installation.Email);
        files["tables/audit.jsonl"].ShouldContain("invited");
        names.ShouldContain("tables/book.jsonl");
        foreach (var text in files.Values)
            text.ShouldNotContain("hash", Case.Sensitive);
    }

    [RequiresFact]
    public async Task Only_owners_in_a_browser_get_the_log_with_it()
    {
        var book = await api.NewBookAsync();
        var token = api.Host.Script(await api.NewTokenAsync(["read"]));
        (await ReadAsync(token, $"{book}/export.zip")).Names.ShouldNotContain("tables/audit.jsonl");
        (await api.Host.Script(await api.NewTokenAsync(["import"])).GetAsync($"{book}/export.zip")).ShouldBeProblem(403, "forbidden");
    }

    [RequiresFact]
    public async Task All_of_one_s_own_has_a_folder_a_book_and_nothing_of_others()
    {
        var foreign = await api.NewBookAsync();
        var email = $"{Guid.NewGuid():N}@example.org";
        await api.Host.AddUserAsync(email);
        var bob = await api.Host.SignInAsync(email);
        var first = (await bob.PostAsync("books", new { name = "One/Two", baseCurrency = "EUR" })).ShouldBe(201).Id;
        var second = (await bob.PostAsync("books", new { name = "Three", baseCurrency = "EUR" })).ShouldBe(201).Id;

        var (names, files) = await ReadAsync(bob, "account/export.zip");
        ((string?)JsonNode.Parse(files["account.json"])!["email"]).ShouldBe(email);
        names.ShouldContain($"One_Two {first}/transactions.csv");
        names.ShouldContain($"Three {second}/tables/categories.jsonl");
        var id = foreign["books/".Length..];
        names.ShouldAllBe(name => !name.Contains(id, StringComparison.Ordinal));
        files.Values.ShouldAllBe(text => !text.Contains(Installation.Email, StringComparison.Ordinal));
    }

    private static async Task<(List<string> Names, Dictionary<string, string> Files)> ReadAsync(ApiUser user, string path)
    {
        var answer = await user.DownloadAsync(path);
        using var archive = new ZipArchive(new MemoryStream(answer));
        var files = new Dictionary<string, string>();
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(), Encoding.UTF8);
            files[entry.FullName] = await reader.ReadToEndAsync();
        }

        return ([.. files.Keys], files);
    }
}

public sealed class ArchiveTestsOn15(InstallationOn15 api) : ArchiveTests(api), IClassFixture<InstallationOn15>;

public sealed class ArchiveTestsOn18(InstallationOn18 api) : ArchiveTests(api), IClassFixture<InstallationOn18>;
