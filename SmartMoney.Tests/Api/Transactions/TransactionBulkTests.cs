using System.Text.Json.Nodes;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Transactions;

[Trait("needs", "postgres")]
public abstract class TransactionBulkTests(Installation api)
{
    [RequiresFact]
    public async Task Many_rows_change_as_one_and_go_back_as_one()
    {
        var book = await LedgerBook.NewAsync(api);
        Guid[] ids = [await book.AddAsync("2026-01-01", -1, tags: ["a", "b"]), await book.AddAsync("2026-01-02", -2, book.Rent, tags: "c"), await book.AddAsync("2026-01-03", 3)];
        var before = await RowsAsync(book);

        var change = await book.BulkAsync(new { ids, set = new { categoryId = book.Food, excluded = true, addTags = new[] { "c", "new" }, removeTags = new[] { "a" } } });
        ((int)change.ShouldBe(200)["changed"]!).ShouldBe(3);

        foreach (var (id, tags) in ids.Zip(new[] { "b,c,new", "c,new", "c,new" }))
        {
            var row = await book.TransactionAsync(id);
            ((Guid)row["categoryId"]!).ShouldBe(book.Food);
            ((bool)row["excluded"]!).ShouldBeTrue();
            string.Join(',', ((JsonArray)row["tags"]!).Select(tag => (string?)tag)).ShouldBe(tags);
            row.ETag.ShouldBe("\"2\"");
        }

        await book.ShouldAddUpAsync();
        ((int)(await book.UndoAsync(change.Change)).ShouldBe(200)["restored"]!).ShouldBe(3);
        (await RowsAsync(book)).ShouldBe(before);
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task Only_rows_that_differ_are_changed()
    {
        var book = await LedgerBook.NewAsync(api);
        Guid[] ids = [await book.AddAsync("2026-01-01", -1, book.Food, tags: "a"), await book.AddAsync("2026-01-02", -2, tags: "a")];
        ((int)(await book.BulkAsync(new { ids, set = new { categoryId = book.Food, addTags = new[] { "a" } } }))["changed"]!).ShouldBe(1);
        (await book.TransactionAsync(ids[0])).ETag.ShouldBe("\"1\"");
        (await book.TransactionAsync(ids[1])).ETag.ShouldBe("\"2\"");
    }

    [RequiresFact]
    public async Task A_category_is_taken_away_with_null()
    {
        var book = await LedgerBook.NewAsync(api);
        var id = await book.AddAsync("2026-01-01", -1, book.Food);
        (await book.BulkAsync(new { ids = new[] { id }, set = new { categoryId = (Guid?)null } })).ShouldBe(200);
        (await book.TransactionAsync(id))["categoryId"].ShouldBeNull();
    }

    [RequiresFact]
    public async Task Five_hundred_rows_are_deleted_and_come_back_and_one_more_is_too_many()
    {
        var book = await LedgerBook.NewAsync(api);
        var ids = await book.ScalarAsync<Guid[]>("""
            WITH made AS (
                INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, tags, notes, status, excluded, created_at)
                SELECT current_book(), gen_random_uuid(), $1, '2026-01-01', -n, 'JPY', -n, '', '', '{}', '', 1, false, now() FROM generate_series(1, 501) AS n
                RETURNING id)
            SELECT array_agg(id) FROM made
            """, book.Wallet);
        (await book.BulkAsync(new { ids, delete = true })).ShouldRefuse("ids");
        var deletion = await book.BulkAsync(new { ids = ids![..500], delete = true });
        ((int)deletion.ShouldBe(200)["changed"]!).ShouldBe(500);
        (await book.ListAsync()).ShouldBe([ids[500]]);
        await book.ShouldAddUpAsync();

        ((int)(await book.UndoAsync(deletion.Change))["restored"]!).ShouldBe(500);
        (await book.ListAsync(limit: 500)).ShouldBe(ids, ignoreOrder: true);
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task An_unknown_row_is_named_and_nothing_is_changed()
    {
        var (book, other) = (await LedgerBook.NewAsync(api), await LedgerBook.NewAsync(api));
        var (ours, theirs) = (await book.AddAsync("2026-01-01", -1), await other.AddAsync("2026-01-01", -1));
        var refused = await book.BulkAsync(new { ids = new[] { ours, theirs }, delete = true });
        refused.ShouldRefuse("ids");
        refused.Text.ShouldContain(theirs.ToString());
        refused.Text.ShouldNotContain(ours.ToString());
        (await book.ListAsync()).ShouldBe([ours]);
        (await other.ListAsync()).ShouldBe([theirs]);
    }

    [RequiresFact]
    public async Task What_cannot_be_done_is_refused_by_field()
    {
        var book = await LedgerBook.NewAsync(api);
        Guid[] ids = [await book.AddAsync("2026-01-01", -1, tags: [.. Enumerable.Range(0, 50).Select(number => $"tag {number}")])];
        (await book.BulkAsync(new { })).ShouldRefuse("ids", "set");
        (await book.BulkAsync(new { ids })).ShouldRefuse("set");
        (await book.BulkAsync(new { ids, set = new { } })).ShouldRefuse("set");
        (await book.BulkAsync(new { ids, set = new { excluded = true }, delete = true })).ShouldRefuse("set");
        (await book.BulkAsync(new { ids, set = new { categoryId = Guid.NewGuid() } })).ShouldRefuse("set.categoryId");
        (await book.BulkAsync(new { ids, set = new { addTags = new[] { "" } } })).ShouldRefuse("set.addTags");
        (await book.BulkAsync(new { ids, set = new { addTags = new[] { "x" }, removeTags = new[] { "x" } } })).ShouldRefuse("set.removeTags");
        (await book.BulkAsync(new { ids, set = new { addTags = new[] { "one more" } } })).ShouldRefuse("set.addTags");
        (await book.BulkAsync(new { ids, set = new { addTags = new[] { "one more" }, removeTags = new[] { "tag 7" } } })).ShouldBe(200);
    }

    [RequiresFact]
    public async Task Members_who_edit_the_same_rows_in_opposite_order_wait_for_each_other()
    {
        var book = await LedgerBook.NewAsync(api);
        var ids = new List<Guid>();
        for (var i = 0; i < 12; i++)
            ids.Add(await book.AddAsync("2026-01-01", -1 - i, i % 2 == 0 ? book.Food : book.Rent));
        await using var replica = api.Replica();
        var second = await replica.SignInAsync(Installation.Email);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(round =>
        {
            var (member, order) = round % 2 == 0 ? (api.Owner, ids) : (second, ids.AsEnumerable().Reverse());
            return member.PostAsync($"{book.Path}/transactions/bulk", new { ids = order, set = new { categoryId = round % 3 == 0 ? book.Food : book.Salary, excluded = round % 4 == 0 } });
        }));

        foreach (var answer in answers)
            answer.ShouldBe(200);
        await book.ShouldAddUpAsync();
    }

    private static Task<string?> RowsAsync(LedgerBook book) => book.ScalarAsync<string>("""
        SELECT jsonb_agg(to_jsonb(t) - 'version' - 'updated_at' ORDER BY id)::text FROM transactions t WHERE book_id = current_book()
        """);
}

public sealed class TransactionBulkTestsOn15(InstallationOn15 api) : TransactionBulkTests(api), IClassFixture<InstallationOn15>;

public sealed class TransactionBulkTestsOn18(InstallationOn18 api) : TransactionBulkTests(api), IClassFixture<InstallationOn18>;
