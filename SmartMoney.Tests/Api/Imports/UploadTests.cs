using System.Net.Http.Headers;
using System.Text;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Imports;

[Trait("needs", "postgres")]
public abstract class UploadTests(Installation api)
{
    [RequiresFact]
    public async Task A_body_that_is_no_multipart_form_is_the_wrong_media_type()
    {
        var book = await ImportingBook.NewAsync(api);
        (await book.Owner.PostAsync($"{book.Path}/imports", new { file = "x" })).ShouldBeProblem(415, "unsupported-media-type");
        (await book.Owner.PostAsync($"{book.Path}/imports")).ShouldBeProblem(415, "unsupported-media-type");
    }

    [RequiresFact]
    public async Task The_media_type_is_judged_only_after_caller_and_book()
    {
        (await api.Host.Browser().PostAsync($"books/{Guid.NewGuid()}/imports", new { })).ShouldBe(401);
        (await api.Owner.PostAsync($"books/{Guid.NewGuid()}/imports", new { })).ShouldBeProblem(404, "not-found");
    }

    [RequiresFact]
    public async Task A_form_without_a_file_is_told_which_field_is_missing()
    {
        var book = await ImportingBook.NewAsync(api);
        using var form = new MultipartFormDataContent { { new StringContent("moneyforward"), "format" } };
        (await book.Owner.SendAsync(HttpMethod.Post, $"{book.Path}/imports", form)).ShouldRefuse("file");
    }

    [RequiresFact]
    public async Task A_file_input_that_was_left_empty_is_a_missing_file()
    {
        var book = await ImportingBook.NewAsync(api);
        var text = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n";
        (await SendAsync(book, text)).ShouldRefuse("file");
    }

    [RequiresFact]
    public async Task A_body_that_breaks_off_is_malformed_and_leaves_nothing()
    {
        var book = await ImportingBook.NewAsync(api);
        var text = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\n" + Encoding.UTF8.GetString(Of(Coffee(5)));
        (await SendAsync(book, text)).ShouldBeProblem(400, "malformed-multipart");
        (await book.ScalarAsync<long>("SELECT count(*) FROM imports WHERE book_id = current_book()")).ShouldBe(0);
    }

    [RequiresFact]
    public async Task Parts_may_come_in_any_order_and_unknown_ones_are_passed_over()
    {
        var book = await ImportingBook.NewAsync(api);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("whatever"), "remark" },
            { new ByteArrayContent(Of(Coffee(5))), "file", "C:\\Users\\mika\\家計簿.csv" },
            { new StringContent(""), "accountId" },
            { new StringContent("moneyforward"), "format" },
        };
        var preview = (await book.Owner.SendAsync(HttpMethod.Post, $"{book.Path}/imports", form)).ShouldBe(201);
        ((string?)preview["fileName"]).ShouldBe("家計簿.csv");
        ((string?)preview["format"]).ShouldBe("moneyforward");
        preview.Headers["Location"].ShouldEndWith($"/imports/{preview.Id}");
    }

    [RequiresFact]
    public async Task Two_files_in_one_request_are_refused_rather_than_one_lost()
    {
        var book = await ImportingBook.NewAsync(api);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Of(Coffee(5))), "file", "a.csv" }, { new ByteArrayContent(Of(Coffee(6))), "file", "b.csv" } };
        (await book.Owner.SendAsync(HttpMethod.Post, $"{book.Path}/imports", form)).ShouldRefuse("file");
    }

    [RequiresFact]
    public async Task Fields_that_name_nothing_are_all_told_at_once()
    {
        var book = await ImportingBook.NewAsync(api);
        (await book.UploadAsync(Of(Coffee(5)), fields: [("accountId", "x"), ("format", "y")])).ShouldRefuse("accountId", "format");
        (await book.UploadAsync(Of(Coffee(5)), fields: [("accountId", $"{Guid.NewGuid()}")])).ShouldRefuse("accountId");
    }

    [RequiresFact]
    public async Task Upload_and_commit_in_one_go_answer_with_the_import_and_its_accounts()
    {
        var book = await ImportingBook.NewAsync(api);
        var import = (await book.UploadAsync(Of(Coffee(5), Coffee(6)), commit: true)).ShouldBe(201);
        ((string?)import["status"]).ShouldBe("committed");
        ((int)import["new"]!).ShouldBe(2);
        ((int)import["created"]!).ShouldBe(2);
        ((string?)import["accounts"]![0]!["name"]).ShouldBe("楽天銀行");
        ((bool)import["accounts"]![0]!["created"]!).ShouldBeTrue();
        import.Headers.ShouldContainKey("SmartMoney-Change");
        (await book.TransactionsAsync()).ShouldBe(2);
    }

    [RequiresFact]
    public async Task The_same_upload_with_the_same_key_is_answered_again_and_done_once()
    {
        var book = await ImportingBook.NewAsync(api);
        var file = Of(Coffee(5));
        var answers = new List<ApiAnswer>();
        for (var time = 0; time < 2; time++)
        {
            using var form = new MultipartFormDataContent("one-boundary") { { new ByteArrayContent(file), "file", "a.csv" } };
            answers.Add((await book.Owner.SendAsync(HttpMethod.Post, $"{book.Path}/imports?commit=true", form, ("Idempotency-Key", "upload-1"))).ShouldBe(201));
        }

        answers[1].Id.ShouldBe(answers[0].Id);
        (await book.ScalarAsync<long>("SELECT count(*) FROM imports WHERE book_id = current_book()")).ShouldBe(1);
    }

    [RequiresFact]
    public async Task A_file_of_many_chunks_comes_back_byte_for_byte()
    {
        var book = await ImportingBook.NewAsync(api);
        var file = Of(Enumerable.Range(0, 20_000).Select(number => Coffee(1 + (number % 31)) with { Id = $"id{number:00000000}" }));
        var preview = await book.PreviewAsync(file, created: 20_000);
        var download = (await book.Owner.GetAsync($"{book.Path}/imports/{preview.Id}/file")).ShouldBe(200);
        download.Text.ShouldBe(Encoding.UTF8.GetString(file));
        download.Headers["Content-Disposition"].ShouldStartWith("attachment");
        download.Headers["Content-Disposition"].ShouldContain("export.csv");
        download.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        download.Headers["Content-Type"].ShouldBe("application/octet-stream");
    }

    [RequiresFact]
    public async Task CP932_and_UTF_8_of_the_same_export_are_the_same_rows()
    {
        var book = await ImportingBook.NewAsync(api);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = Encoding.UTF8.GetString(Of(new ExportRow(Day(5), "①㈱髙島屋～Ⅰ", -1)));
        await book.ImportAsync(Encoding.GetEncoding(932).GetBytes(text), created: 1);
        await book.PreviewAsync(Encoding.UTF8.GetBytes(text), duplicates: 1);
        (await book.ScalarAsync<string>("SELECT payee FROM transactions WHERE book_id = current_book()")).ShouldBe("①㈱髙島屋～Ⅰ");
    }

    [RequiresFact]
    public async Task A_token_needs_the_scope_import()
    {
        var book = await ImportingBook.NewAsync(api);
        foreach (var (scope, status) in new[] { ("import", 201), ("read", 403), ("write", 403) })
        {
            var token = (string)(await api.Owner.PostAsync("tokens", new { name = scope, scopes = new[] { scope } })).ShouldBe(201)["token"]!;
            (await book.UploadAsync(api.Host.Script(token), Of(Coffee(5)))).ShouldBe(status);
        }
    }

    private static async Task<ApiAnswer> SendAsync(ImportingBook book, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        return await book.Owner.SendAsync(HttpMethod.Post, $"{book.Path}/imports", content);
    }
}

public sealed class UploadTestsOn15(InstallationOn15 api) : UploadTests(api), IClassFixture<InstallationOn15>;

public sealed class UploadTestsOn18(InstallationOn18 api) : UploadTests(api), IClassFixture<InstallationOn18>;
