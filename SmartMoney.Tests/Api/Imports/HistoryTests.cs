using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Imports;

[Trait("needs", "postgres")]
public abstract class HistoryTests(Installation api)
{
    [RequiresFact]
    public async Task Imports_are_listed_newest_first_in_pages()
    {
        var book = await ImportingBook.NewAsync(api);
        List<Guid> imports = [];
        for (var day = 1; day <= 5; day++)
            imports.Insert(0, (await book.UploadAsync(Of(Coffee(day)))).ShouldBe(201).Id);

        List<Guid> listed = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await book.Owner.GetAsync($"{book.Path}/imports?limit=2{(cursor.Length > 0 ? "&cursor=" + cursor : "")}")).ShouldBe(200);
            listed.AddRange(page.Items.Select(import => (Guid)import["id"]!));
            cursor = (string?)page["next"];
        }

        listed.ShouldBe(imports);
    }

    [RequiresFact]
    public async Task Rows_can_be_asked_for_by_what_became_of_them()
    {
        var book = await ImportingBook.NewAsync(api);
        await book.ImportAsync(Of(Coffee(5)), created: 1);
        var preview = (await book.UploadAsync(OfLines(Coffee(5).ToString(), Coffee(20).ToString(), "broken"))).ShouldBe(201);
        (await LinesAsync("other")).ShouldBe([1]);
        (await LinesAsync("duplicate")).ShouldBe([2]);
        (await LinesAsync("new")).ShouldBe([3]);
        (await LinesAsync("error")).ShouldBe([4]);
        (await LinesAsync("created")).ShouldBeEmpty();
        await book.CommitAsync(preview.Id);
        (await LinesAsync("new")).ShouldBeEmpty();
        (await LinesAsync("created")).ShouldBe([3]);

        async Task<IEnumerable<int>> LinesAsync(string outcome) =>
            (await book.Owner.GetAsync($"{book.Path}/imports/{preview.Id}/rows?outcome={outcome}")).ShouldBe(200).Items.Select(row => (int)row["line"]!);
    }

    [RequiresFact]
    public async Task Queries_that_cannot_be_are_refused_by_field()
    {
        var book = await ImportingBook.NewAsync(api);
        var preview = (await book.UploadAsync(Of(Coffee(5)))).ShouldBe(201);
        (await book.Owner.GetAsync($"{book.Path}/imports/{preview.Id}/rows?outcome=lost&limit=0&cursor=x!")).ShouldRefuse("outcome", "limit", "cursor");
        (await book.Owner.GetAsync($"{book.Path}/imports/{preview.Id}/rows?outcome=1")).ShouldRefuse("outcome");
        (await book.Owner.GetAsync($"{book.Path}/imports?limit=501&cursor=x!")).ShouldRefuse("limit", "cursor");
    }
}

public sealed class HistoryTestsOn15(InstallationOn15 api) : HistoryTests(api), IClassFixture<InstallationOn15>;

public sealed class HistoryTestsOn18(InstallationOn18 api) : HistoryTests(api), IClassFixture<InstallationOn18>;
