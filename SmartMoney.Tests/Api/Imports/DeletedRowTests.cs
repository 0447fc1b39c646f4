using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;
using static SmartMoney.Tests.Api.Imports.Drivers.Export;

namespace SmartMoney.Tests.Api.Imports;

/// <summary>A row that a person deleted stays deleted, unless they ask for it.</summary>
[Trait("needs", "postgres")]
public abstract class DeletedRowTests(Installation api)
{
    [RequiresTheory]
    [InlineData("")]
    [InlineData("A1")]
    public async Task A_row_deleted_on_purpose_stays_deleted_when_its_file_comes_again(string id)
    {
        var book = await ImportingBook.NewAsync(api);
        var file = Of(Coffee(5) with { Id = id }, Coffee(6));
        await book.ImportAsync(file, created: 2);
        await DeleteAsync(book, Day(5));

        await book.PreviewAsync(file, duplicates: 2);
        await book.ImportAsync(file, created: 0);
        (await book.TransactionsAsync()).ShouldBe(1);
    }

    [RequiresTheory]
    [InlineData("")]
    [InlineData("A1")]
    public async Task It_comes_back_when_that_is_asked_for_and_is_then_like_any_other(string id)
    {
        var book = await ImportingBook.NewAsync(api);
        var file = Of(Coffee(5) with { Id = id }, Coffee(6));
        await book.ImportAsync(file, created: 2);
        await DeleteAsync(book, Day(5));

        var preview = (await book.UploadAsync(file)).ShouldBe(201);
        var commit = await book.CommitAsync(preview.Id, new { restoreDeleted = true });
        ((int)commit.ShouldBe(200)["created"]!).ShouldBe(1);
        (await book.TransactionsAsync()).ShouldBe(2);
        (await book.ScalarAsync<long>("SELECT count(*) FROM import_tombstones WHERE book_id = current_book()")).ShouldBe(0);
        await book.PreviewAsync(file, duplicates: 2);

        // Undoing the import that brought it back is no deletion on purpose.
        await book.DeleteAsync(preview.Id);
        await book.PreviewAsync(file, created: 1, duplicates: 1);
    }

    [RequiresFact]
    public async Task One_deleted_of_two_identical_rows_stays_one()
    {
        var book = await ImportingBook.NewAsync(api);
        var file = Of(Coffee(5), Coffee(5));
        await book.ImportAsync(file, created: 2);
        await book.ExecuteAsync("DELETE FROM transactions WHERE id = (SELECT id FROM transactions WHERE book_id = current_book() LIMIT 1)");
        await book.PreviewAsync(file, duplicates: 2);
        await book.PreviewAsync(Of(Coffee(5), Coffee(5), Coffee(5)), created: 1, duplicates: 2);
    }

    private static async Task DeleteAsync(ImportingBook book, DateOnly date)
    {
        var id = await book.ScalarAsync<Guid>($"SELECT id FROM transactions WHERE book_id = current_book() AND date = '{date:yyyy-MM-dd}'");
        (await book.Owner.DeleteAsync($"{book.Path}/transactions/{id}")).ShouldBe(204);
    }
}

public sealed class DeletedRowTestsOn15(InstallationOn15 api) : DeletedRowTests(api), IClassFixture<InstallationOn15>;

public sealed class DeletedRowTestsOn18(InstallationOn18 api) : DeletedRowTests(api), IClassFixture<InstallationOn18>;
