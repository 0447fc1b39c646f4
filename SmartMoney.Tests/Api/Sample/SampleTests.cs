using System.Text.Json.Nodes;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Sample;

/// <summary>The sample household in a book that is in use: it comes, and it goes without taking anything along.</summary>
[Trait("needs", "postgres")]
public abstract class SampleTests(Installation api)
{
    [RequiresFact]
    public async Task One_call_brings_three_years_over_five_accounts_with_goals_and_things_to_do()
    {
        var book = await NewAsync();
        (await book.GetAsync("sample")).ShouldBe(200).Text.ShouldBe("""{"loaded":false,"transactions":0,"accounts":0,"goals":0}""");
        var loaded = (await book.PostAsync("sample")).ShouldBe(201);
        loaded.Headers["Location"].ShouldBe($"/api/v1/{book.Path}/sample");
        var today = DateOnly.Parse((string)(await book.GetAsync(""))["today"]!);
        ((int)loaded["accounts"]!, (int)loaded["goals"]!, (string?)loaded["to"]).ShouldBe((5, 4, $"{today:yyyy-MM-dd}"));
        ((string?)loaded["from"]).ShouldBe($"{new DateOnly(today.Year, today.Month, 1).AddMonths(-36):yyyy-MM-dd}");
        ((int)loaded["created"]!).ShouldBeGreaterThan(2_000);
        (await book.GetAsync("sample")).Text.ShouldBe($$"""{"loaded":true,"transactions":{{loaded["created"]}},"accounts":5,"goals":4}""");

        var goals = (await book.GetAsync("goals")).Items.ToList();
        goals.Select(goal => (int)goal["horizonYears"]!).ShouldBe([1, 3, 5, 10]);
        goals.Select(goal => (string?)goal["status"]).ShouldBe(["ahead", "onTrack", "behind", "onTrack"]);
        (await book.GetAsync("transfers/suggestions"))["items"]!.AsArray().Count.ShouldBe(2);
        var accounts = await AccountsAsync(book);
        accounts.Count.ShouldBe(7);
        ((long)accounts["Hinata Bank"]["balance"]!).ShouldBePositive();
        ((long)accounts["Hinata Card"]["balance"]!).ShouldBeInRange(-500_000, 0);
        ((string?)accounts["Hinata Card"]["kind"]).ShouldBe("creditCard");
        ((long)(await book.GetAsync($"reports/summary?month={today.AddMonths(-1):yyyy-MM}"))["income"]!).ShouldBePositive();
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task It_is_there_once_and_another_call_takes_it_away_without_a_trace()
    {
        var book = await NewAsync();
        var own = await book.AddAsync("2026-01-05", -900, book.Food);
        (await book.PostAsync("sample")).ShouldBe(201);
        (await book.PostAsync("sample")).ShouldBeProblem(409, "sample-loaded");
        var removed = (await book.Owner.DeleteAsync($"{book.Path}/sample")).ShouldBe(204);
        removed.Headers.ShouldContainKey("SmartMoney-Change");
        (await book.ListAsync()).ShouldBe([own]);
        (await AccountsAsync(book)).Keys.ShouldBe(["My wallet", "My dollars"], ignoreOrder: true);
        (await book.GetAsync("goals")).Items.ShouldBeEmpty();
        (await book.GetAsync("transfers/suggestions"))["items"]!.AsArray().ShouldBeEmpty();
        (await book.ScalarAsync<long>("SELECT count(*) FROM import_tombstones WHERE book_id = $1", book.Id)).ShouldBe(0);
        (await book.Owner.DeleteAsync($"{book.Path}/sample")).ShouldBeProblem(404, "not-found");
        await book.ShouldAddUpAsync();
        (await book.PostAsync("sample")).ShouldBe(201);
    }

    [RequiresFact]
    public async Task Loading_and_removing_are_undone_like_any_change()
    {
        var book = await NewAsync();
        var loaded = (await book.PostAsync("sample")).ShouldBe(201);
        var undone = (await book.UndoAsync(loaded.Change)).ShouldBe(200);
        ((bool)(await book.GetAsync("sample"))["loaded"]!).ShouldBeFalse();
        (await book.UndoAsync(undone.Change)).ShouldBe(200);
        var state = (await book.GetAsync("sample")).Text;
        state.ShouldBe($$"""{"loaded":true,"transactions":{{loaded["created"]}},"accounts":5,"goals":4}""");
        var balances = (await AccountsAsync(book)).Values.Select(account => (long)account["balance"]!).ToList();

        var removed = (await book.Owner.DeleteAsync($"{book.Path}/sample")).ShouldBe(204);
        var back = (await book.UndoAsync(removed.Change)).ShouldBe(200);
        (await book.GetAsync("sample")).Text.ShouldBe(state);
        (await AccountsAsync(book)).Values.Select(account => (long)account["balance"]!).ShouldBe(balances);
        (await book.GetAsync("goals")).Items.Select(goal => (string?)goal["status"]).ShouldBe(["ahead", "onTrack", "behind", "onTrack"]);
        (await book.UndoAsync(back.Change)).ShouldBe(200);
        (await book.ListAsync()).ShouldBeEmpty();
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task An_account_that_a_person_has_used_stays_with_their_rows_and_opens_with_nothing()
    {
        var book = await NewAsync();
        await book.PostAsync("sample");
        var accounts = await AccountsAsync(book);
        var (bank, wallet) = (Id(accounts["Hinata Bank"]), Id(accounts["Household wallet"]));
        var mine = await book.AddAsync("2020-01-05", -900, book.Food, account: bank);
        await book.AddAsync("2026-01-05", -100, book.Food, account: wallet);
        (await book.Owner.PatchAsync($"{book.Path}/accounts/{wallet}", new { openingBalance = 5_000, openingDate = "2026-01-01" }, "\"1\"")).ShouldBe(200);

        var removed = (await book.Owner.DeleteAsync($"{book.Path}/sample")).ShouldBe(204);
        accounts = await AccountsAsync(book);
        accounts.Keys.ShouldBe(["My wallet", "My dollars", "Hinata Bank", "Household wallet"], ignoreOrder: true);
        ((long)accounts["Hinata Bank"]["balance"]!, (long)accounts["Hinata Bank"]["openingBalance"]!, accounts["Hinata Bank"]["openingDate"]).ShouldBe((-900, 0, null));
        ((long)accounts["Household wallet"]["balance"]!).ShouldBe(4_900);
        (await book.ListAsync($"account={bank}")).ShouldBe([mine]);
        ((bool)(await book.GetAsync("sample"))["loaded"]!).ShouldBeFalse();

        (await book.UndoAsync(removed.Change)).ShouldBe(200);
        ((long)(await AccountsAsync(book))["Hinata Bank"]["openingBalance"]!).ShouldBe(612_400);
        (await book.Owner.DeleteAsync($"{book.Path}/sample")).ShouldBe(204);
        (await book.PostAsync("sample")).ShouldBe(201);
        (await AccountsAsync(book)).Keys.ShouldContain("Hinata Bank 2");
    }

    [RequiresFact]
    public async Task The_other_side_of_a_transfer_stays_and_is_a_row_of_its_own_again()
    {
        var book = await NewAsync();
        await book.PostAsync("sample");
        var suggestion = (await book.GetAsync("transfers/suggestions"))["items"]!.AsArray()[0]!;
        var (side, amount) = ((Guid)suggestion["out"]!["id"]!, (long)suggestion["out"]!["amount"]!);
        var mine = await book.AddAsync("2026-01-05", -amount, book.Salary);
        (await book.PostAsync("transfers/pair", new { pairs = new[] { new { outId = side, inId = mine } } })).ShouldBe(200);
        (await book.TransactionAsync(mine))["transferId"].ShouldNotBeNull();

        var removed = (await book.Owner.DeleteAsync($"{book.Path}/sample")).ShouldBe(204);
        var left = await book.TransactionAsync(mine);
        (left["transferId"], (bool)left["transfer"]!, (Guid)left["categoryId"]!).ShouldBe((null, false, book.Salary));
        (await book.UndoAsync(removed.Change)).ShouldBe(200);
        (await book.TransactionAsync(mine))["transferId"].ShouldNotBeNull();
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task What_is_paired_without_asking_between_its_accounts_goes_with_them_and_comes_back()
    {
        var book = await NewAsync();
        await book.PostAsync("sample");
        var accounts = await AccountsAsync(book);
        (await book.PostAsync("transfers/confirm", new { fromAccountId = Id(accounts["Hinata Bank"]), toAccountId = Id(accounts["Household wallet"]), rule = true })).ShouldBe(200);
        var removed = (await book.Owner.DeleteAsync($"{book.Path}/sample")).ShouldBe(204);
        (await book.GetAsync("transfers/rules")).Items.ShouldBeEmpty();
        (await book.UndoAsync(removed.Change)).ShouldBe(200);
        (await book.GetAsync("transfers/rules")).Items.ShouldHaveSingleItem();
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task A_goal_of_ones_own_keeps_its_account_and_a_goal_of_the_sample_goes_whatever_was_made_of_it()
    {
        var book = await NewAsync();
        await book.PostAsync("sample");
        var savings = Id((await AccountsAsync(book))["Komorebi Savings"]);
        var trip = Id((await book.GetAsync("goals")).Items.First());
        (await book.Owner.PatchAsync($"{book.Path}/goals/{trip}", new { name = "Mine?", accountIds = new[] { book.Wallet, savings } }, "\"1\"")).ShouldBe(200);
        var mine = await book.MakeAsync("goals", new { name = "Mine", targetAmount = 100_000, horizonYears = 1, accountIds = new[] { savings } });

        var removed = (await book.Owner.DeleteAsync($"{book.Path}/sample")).ShouldBe(204);
        Id((await book.GetAsync("goals")).Items.ShouldHaveSingleItem()).ShouldBe(mine);
        (await AccountsAsync(book)).Keys.ShouldBe(["My wallet", "My dollars", "Komorebi Savings"], ignoreOrder: true);
        (await book.UndoAsync(removed.Change)).ShouldBe(200);
        (await book.GetAsync($"goals/{trip}"))["accountIds"]!.AsArray().Count.ShouldBe(2);
    }

    [RequiresFact]
    public async Task Sample_rows_that_were_changed_or_deleted_go_with_the_others()
    {
        var book = await NewAsync();
        await book.PostAsync("sample");
        var rows = await book.ListAsync("to=2026-01-31&kind=expense", limit: 500);
        (await book.EditAsync(rows[0], new { payee = "Changed", accountId = book.Wallet })).ShouldBe(200);
        var deleted = (await book.DeleteAsync(rows[1])).ShouldBe(204);
        (await book.BulkAsync(new { ids = rows.Skip(2).Take(10), set = new { categoryId = book.Food } })).ShouldBe(200);
        var removed = (await book.Owner.DeleteAsync($"{book.Path}/sample")).ShouldBe(204);
        (await book.ListAsync()).ShouldBeEmpty();
        (await AccountsAsync(book)).Count.ShouldBe(2);
        // Its account is gone: bring that back first.
        (await book.UndoAsync(deleted.Change)).ShouldBeProblem(409, "changed-since");
        (await book.UndoAsync(removed.Change)).ShouldBe(200);
        (await book.TransactionAsync(rows[0]))["payee"]!.ToString().ShouldBe("Changed");
        (await book.UndoAsync(deleted.Change)).ShouldBe(200);
        (await book.Owner.DeleteAsync($"{book.Path}/sample")).ShouldBe(204);
        (await book.ListAsync()).ShouldBeEmpty();
    }

    [RequiresFact]
    public async Task A_row_that_a_file_was_said_to_tell_of_is_no_sample_any_more()
    {
        var path = await api.NewBookAsync("JPY");
        var book = new ImportingBook(api, path);
        (await api.Owner.PostAsync($"{path}/sample")).ShouldBe(201);
        var row = (await api.Owner.GetAsync($"{path}/transactions?q=Petrol&limit=1")).Items.Single();
        var preview = (await book.UploadAsync(
            Imports.Drivers.Export.Of(new ExportRow(DateOnly.Parse((string)row["date"]!), "GS", (long)row["amount"]!) { Account = "Hinata Card", Id = "m1" }))).ShouldBe(201);
        ((int)preview["suspects"]!).ShouldBe(1, preview.Text);
        (await book.CommitAsync(preview.Id, new { allSame = true })).ShouldBe(200);

        (await api.Owner.DeleteAsync($"{path}/sample")).ShouldBe(204);
        Id((await api.Owner.GetAsync($"{path}/transactions")).Items.ShouldHaveSingleItem()).ShouldBe(Id(row));
        (await api.Owner.GetAsync($"{path}/accounts")).Items.Select(account => (string?)account["name"]).ShouldBe(["Hinata Card"]);
        (await book.TransactionsAsync()).ShouldBe(1);
    }

    [RequiresFact]
    public async Task Another_currency_has_the_same_numbers_and_a_category_that_is_gone_leaves_rows_without_one()
    {
        var path = await api.NewBookAsync("EUR");
        var fuel = (await api.Owner.GetAsync($"{path}/categories")).Items.Single(category => (string?)category["builtIn"] == "car.fuel");
        (await api.Owner.DeleteAsync($"{path}/categories/{Id(fuel)}")).ShouldBe(204);
        (await api.Owner.PostAsync($"{path}/sample")).ShouldBe(201);
        var salary = (await api.Owner.GetAsync($"{path}/transactions?q=Salary&limit=1")).Items.Single();
        ((string?)salary["currency"], (long)salary["amount"]! / 100_000).ShouldBe(("EUR", 3));
        (await api.Owner.GetAsync($"{path}/transactions?q=Petrol&limit=1")).Items.Single()["categoryId"].ShouldBeNull();
        (await api.Owner.GetAsync($"{path}/reports/summary"))["unconverted"]!.ToString().ShouldBe("0");
    }

    [RequiresFact]
    public async Task A_book_in_Japanese_gets_a_household_in_Japanese()
    {
        var made = (await api.Owner.PostAsync("books", new { name = "家計", baseCurrency = "JPY" })).ShouldBe(201);
        (await api.Owner.PostAsync($"books/{made.Id}/sample")).ShouldBe(201);
        (await api.Owner.GetAsync($"books/{made.Id}/accounts")).Items.Select(account => (string?)account["name"])
            .ShouldBe(["ひなた銀行 普通預金", "こもれび銀行 貯蓄", "ひなたカード", "のりものIC", "家計の財布"], ignoreOrder: true);
        (await api.Owner.GetAsync($"books/{made.Id}/transfers/suggestions"))["items"]!.AsArray().Count.ShouldBe(2);
    }

    [RequiresFact]
    public async Task Who_may_read_may_only_look_and_a_repeated_call_loads_once()
    {
        var (book, other) = (await NewAsync(), await NewAsync());
        var reader = api.Host.Script(await api.NewTokenAsync(["read"], book.Id));
        (await reader.GetAsync($"{book.Path}/sample")).ShouldBe(200);
        (await reader.PostAsync($"{book.Path}/sample")).ShouldBe(403);
        (await reader.DeleteAsync($"{book.Path}/sample")).ShouldBe(403);
        (await reader.GetAsync($"{other.Path}/sample")).ShouldBe(404);
        (await api.Host.Browser().PostAsync($"{book.Path}/sample")).ShouldBe(401);
        var first = await book.Owner.PostAsync($"{book.Path}/sample", null, ("Idempotency-Key", $"sample-{book.Id}"));
        (await book.Owner.PostAsync($"{book.Path}/sample", null, ("Idempotency-Key", $"sample-{book.Id}"))).Text.ShouldBe(first.ShouldBe(201).Text);
        ((bool)(await other.GetAsync("sample"))["loaded"]!).ShouldBeFalse();
    }

    [RequiresFact]
    public async Task A_book_without_room_for_four_more_goals_says_so()
    {
        var book = await NewAsync();
        await book.ScalarAsync<object>(
            "INSERT INTO goals (book_id, id, name, target_amount, horizon_years, starting_amount, position, created_at) "
            + "SELECT $1, gen_random_uuid(), 'Goal', 1, 1, 0, n, now() FROM generate_series(1, 97) n", book.Id);
        (await book.PostAsync("sample")).ShouldBeProblem(409, "too-many-goals");
    }

    private static async Task<Dictionary<string, JsonNode>> AccountsAsync(LedgerBook book) =>
        (await book.GetAsync("accounts")).ShouldBe(200).Items.ToDictionary(account => (string)account["name"]!);

    private static Guid Id(JsonNode row) => (Guid)row["id"]!;

    private Task<LedgerBook> NewAsync() => LedgerBook.NewAsync(api);
}

public sealed class SampleTestsOn15(InstallationOn15 api) : SampleTests(api), IClassFixture<InstallationOn15>;

public sealed class SampleTestsOn18(InstallationOn18 api) : SampleTests(api), IClassFixture<InstallationOn18>;
