using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Transactions;

[Trait("needs", "postgres")]
public abstract class TransactionListTests(Installation api)
{
    [RequiresFact]
    public async Task Pages_hold_every_row_once_newest_first_whatever_their_size()
    {
        var book = await LedgerBook.NewAsync(api);
        await FillAsync(book, 57, days: 9);
        var expected = await book.ScalarAsync<Guid[]>("SELECT array_agg(id ORDER BY date DESC, id DESC) FROM transactions WHERE book_id = current_book()");
        foreach (var limit in new[] { 1, 7, 19, 57, 500 })
            (await book.ListAsync(limit: limit)).ShouldBe(expected!);
    }

    [RequiresFact]
    public async Task A_page_goes_on_where_the_last_one_ended_even_if_rows_came_and_went()
    {
        var book = await LedgerBook.NewAsync(api);
        var oldest = await book.AddAsync("2026-01-01", -1);
        var middle = await book.AddAsync("2026-01-02", -1);
        await book.AddAsync("2026-01-03", -1);
        var first = await book.GetAsync("transactions?limit=2");
        (await book.DeleteAsync(middle)).ShouldBe(204);
        await book.AddAsync("2026-01-04", -1);
        (await book.GetAsync($"transactions?limit=2&cursor={first["next"]}")).Items.Select(row => (Guid)row["id"]!).ShouldBe([oldest]);
    }

    [RequiresTheory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("cursor=AAAA", "cursor")]
    [InlineData("from=2026-02-30", "from")]
    [InlineData("to=yesterday", "to")]
    [InlineData("from=2026-02-01&to=2026-01-31", "to")]
    [InlineData("account=mine", "account")]
    [InlineData("category=food", "category")]
    [InlineData("kind=gift", "kind")]
    [InlineData("transfer=mine", "transfer")]
    [InlineData("min=1.5", "min")]
    [InlineData("min=2&max=1", "max")]
    public async Task A_filter_that_cannot_be_is_refused_by_field(string query, string field)
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.GetAsync($"transactions?{query}")).ShouldRefuse(field);
    }

    [RequiresFact]
    public async Task Each_filter_narrows_the_list()
    {
        var book = await LedgerBook.NewAsync(api);
        var lunch = await book.AddAsync("2026-01-10", -900, book.Food, "Lunch at Ｂob's", tags: ["work", "out"]);
        var rent = await book.AddAsync("2026-01-31", -80_000, book.Rent, "Landlord", tags: "home");
        var pay = await book.AddAsync("2026-02-25", 300_000, book.Salary, "Employer", tags: "work");
        var coins = await book.AddAsync("2026-03-01", 5, account: book.Dollars);

        await ShowsAsync("", coins, pay, rent, lunch);
        await ShowsAsync("from=2026-01-31", coins, pay, rent);
        await ShowsAsync("to=2026-01-31", rent, lunch);
        await ShowsAsync("from=2026-01-11&to=2026-02-25", pay, rent);
        await ShowsAsync($"account={book.Dollars}", coins);
        await ShowsAsync($"account={book.Dollars}&account={book.Wallet}", coins, pay, rent, lunch);
        await ShowsAsync($"category={book.Food}", lunch);
        await ShowsAsync($"category={book.Food}&category={book.Rent}", rent, lunch);
        await ShowsAsync("category=none", coins);
        await ShowsAsync($"category=none&category={book.Food}", coins, lunch);
        await ShowsAsync("tag=work", pay, lunch);
        await ShowsAsync("tag=work&tag=out", lunch);
        await ShowsAsync("tag=wor");
        await ShowsAsync("min=900", pay, rent, lunch);
        await ShowsAsync("max=900", coins, lunch);
        await ShowsAsync("min=-80000&max=-80000", rent);
        await ShowsAsync("q=lunch", lunch);
        await ShowsAsync("q=BOB", lunch);
        await ShowsAsync("q=nobody");
        await ShowsAsync("q=%25");
        await ShowsAsync("q=+", coins, pay, rent, lunch);
        await ShowsAsync($"q=l&from=2026-01-01&category={book.Rent}&tag=home&kind=expense&min=1&max=100000&account={book.Wallet}", rent);
        await ShowsAsync($"account={Guid.NewGuid()}");

        async Task ShowsAsync(string query, params Guid[] ids)
        {
            (await book.ListAsync(query)).ShouldBe(ids, query);
            (await book.ListAsync(query, limit: 1)).ShouldBe(ids, query);
            ((long)(await book.TotalsAsync(query))["count"]!).ShouldBe(ids.Length, query);
        }
    }

    [RequiresFact]
    public async Task A_row_is_of_the_kind_that_the_totals_count_it_as()
    {
        var book = await LedgerBook.NewAsync(api);
        var meal = await book.AddAsync("2026-01-01", -900, book.Food);
        var refund = await book.AddAsync("2026-01-02", 300, book.Food);
        var pay = await book.AddAsync("2026-01-03", 5000, book.Salary);
        var clawback = await book.AddAsync("2026-01-04", -70, book.Salary);
        var found = await book.AddAsync("2026-01-05", 10);
        var lost = await book.AddAsync("2026-01-06", -20);
        var hidden = await book.AddAsync("2026-01-07", -1, book.Food, excluded: true);
        var moved = await book.AddAsync("2026-01-08", -2, book.Food);
        var movedHidden = await book.AddAsync("2026-01-09", -3, excluded: true);
        await book.ScalarAsync<object>("UPDATE transactions SET transfer_id = id WHERE id = ANY ($1)", new[] { moved, movedHidden });

        (await book.ListAsync("kind=income")).ShouldBe([found, clawback, pay]);
        (await book.ListAsync("kind=expense")).ShouldBe([lost, refund, meal]);
        (await book.ListAsync("kind=transfer")).ShouldBe([moved]);
        (await book.ListAsync("kind=excluded")).ShouldBe([movedHidden, hidden]);
        ((bool)(await book.TransactionAsync(moved))["transfer"]!).ShouldBeTrue();
        foreach (var kind in new[] { "income", "expense", "transfer", "excluded" })
        {
            var ids = await book.ListAsync($"kind={kind}");
            (await book.ScalarAsync<long>("SELECT coalesce(sum(count), 0)::bigint FROM monthly_totals WHERE book_id = current_book() AND flow = $1",
                (short)Array.IndexOf(["transfer", "income", "expense", "excluded"], kind))).ShouldBe(ids.Count, kind);
        }
    }

    [RequiresFact]
    public async Task Totals_are_there_only_when_asked_for_and_cover_all_pages()
    {
        var book = await LedgerBook.NewAsync(api);
        await book.AddAsync("2026-01-01", -900, book.Food);
        await book.AddAsync("2026-01-02", 300, book.Food);
        await book.AddAsync("2026-01-03", 5000, book.Salary);
        await book.AddAsync("2026-01-04", -1, excluded: true);
        await book.AddAsync("2026-01-05", -7, account: book.Dollars);
        (await book.GetAsync("transactions")).Text.ShouldNotContain("totals");
        var page = await book.GetAsync("transactions?totals=true&limit=1");
        page["totals"]!.ToJsonString().ShouldBe("""{"count":5,"income":5000,"expense":-600,"net":4400,"unconverted":1}""");
        (await book.GetAsync($"transactions?totals=true&limit=1&cursor={page["next"]}"))["totals"]!.ToJsonString().ShouldBe(page["totals"]!.ToJsonString());
        (await book.TotalsAsync("from=2030-01-01")).ToJsonString().ShouldBe("""{"count":0,"income":0,"expense":0,"net":0,"unconverted":0}""");
    }

    // Whole months are read from the monthly totals, other filters from the rows: an empty text filter or a bound of zero changes nothing but the way.
    [RequiresTheory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(31)]
    public async Task Totals_are_the_same_from_the_months_and_from_the_rows(int firstDay)
    {
        var book = await LedgerBook.NewAsync(api, firstDay);
        await FillAsync(book, 300, days: 200);
        var (first, last) = firstDay switch
        {
            1 => ("2026-02-01", "2026-04-30"),
            25 => ("2026-01-25", "2026-04-24"),
            _ => ("2026-02-28", "2026-04-29"),
        };
        foreach (var span in new[] { "", $"&from={first}", $"&to={last}", $"&from={first}&to={last}", $"&from={last}" })
        {
            foreach (var filter in new[]
            {
                "", "&kind=income", "&kind=expense", "&kind=excluded", "&kind=transfer", "&category=none", $"&category={book.Food}",
                $"&category=none&category={book.Salary}", $"&account={book.Dollars}", $"&account={book.Wallet}&category={book.Food}&category={book.Rent}&kind=expense",
            })
            {
                (await book.TotalsAsync(span + filter)).ToJsonString().ShouldBe((await book.TotalsAsync($"{span}{filter}&min=0")).ToJsonString(), span + filter);
            }
        }
    }

    [RequiresFact]
    public async Task A_text_that_most_rows_have_is_found_as_well_as_one_that_few_have()
    {
        var book = await LedgerBook.NewAsync(api);
        await FillAsync(book, 1500, days: 365);
        await book.ScalarAsync<object>("UPDATE transactions SET payee = 'セブン-イレブン ' || abs(amount) WHERE book_id = current_book()");
        var rare = await book.AddAsync("2026-05-05", -1, payee: "家賃");
        (await book.ListAsync("q=ｾﾌﾞﾝ", limit: 400)).Count.ShouldBe(1500);
        ((long)(await book.TotalsAsync("q=ｾﾌﾞﾝ"))["count"]!).ShouldBe(1500);
        (await book.ListAsync("q=家賃")).ShouldBe([rare]);
    }

    [RequiresFact]
    public async Task A_page_deep_in_a_large_book_reads_a_page_of_rows()
    {
        var book = await LedgerBook.NewAsync(api);
        await FillAsync(book, 20_000, days: 3000);
        await book.ScalarAsync<object>("ANALYZE transactions");
        var middle = (await book.GetAsync("transactions?to=2022-01-01&limit=50")).ShouldBe(200);
        var perAccount = (await book.GetAsync($"transactions?account={book.Wallet}&to=2022-01-01&limit=50")).ShouldBe(200);

        (await RowsReadAsync($"transactions?limit=50&cursor={middle["next"]}")).ShouldBeLessThan(200);
        (await RowsReadAsync($"transactions?limit=50&account={book.Wallet}&cursor={perAccount["next"]}")).ShouldBeLessThan(200);
        (await RowsReadAsync($"transactions?limit=50&kind=expense&cursor={middle["next"]}")).ShouldBeLessThan(400);

        // A replica of its own: its connection reports what it read when it closes.
        async Task<long> RowsReadAsync(string query)
        {
            const string Read = "SELECT (seq_tup_read + idx_tup_fetch)::text FROM pg_stat_user_tables WHERE relname = 'transactions'";
            var before = long.Parse((await book.ScalarAsync<string>(Read))!);
            (await book.GetAsync(query)).ShouldBe(200).Items.Count().ShouldBe(50);
            for (var attempt = 0; attempt < 100; attempt++)
            {
                var read = long.Parse((await book.ScalarAsync<string>(Read))!) - before;
                if (read > 0)
                    return read;
                // Statistics are reported a second late at most, when the connection is used again.
                await Task.Delay(100);
                await book.GetAsync("categories");
            }

            throw new InvalidOperationException("The server reported no rows read.");
        }
    }

    // Rows of all kinds in all accounts and categories.
    private static Task<object?> FillAsync(LedgerBook book, int count, int days) => book.ScalarAsync<object>("""
        INSERT INTO transactions (book_id, id, account_id, date, amount, currency, base_amount, payee, description, category_id, tags, notes, status,
                                  excluded, transfer_id, created_at)
        SELECT current_book(), r.id, CASE WHEN dollars THEN $1 ELSE $2 END, DATE '2026-06-30' - h % $3, amount, CASE WHEN dollars THEN 'USD' ELSE 'JPY' END,
               CASE WHEN dollars THEN NULL ELSE amount END, '', '', ($4::uuid[])[1 + h % 4], '{}', '', 1, h % 13 = 0, CASE WHEN h % 11 = 0 THEN r.id END, now()
        FROM (SELECT gen_random_uuid() AS id, abs(hashint4(n)) AS h, abs(hashint4(n)) % 7 = 0 AS dollars,
                     CASE WHEN hashint4(n) % 3 = 0 THEN 1 + n ELSE -1 - n END AS amount FROM generate_series(1, $5) AS n) r
        """, book.Dollars, book.Wallet, days, new[] { book.Food, book.Rent, book.Salary }, count);
}

public sealed class TransactionListTestsOn15(InstallationOn15 api) : TransactionListTests(api), IClassFixture<InstallationOn15>;

public sealed class TransactionListTestsOn18(InstallationOn18 api) : TransactionListTests(api), IClassFixture<InstallationOn18>;
