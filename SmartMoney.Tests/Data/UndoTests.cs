using Npgsql;
using Shouldly;
using SmartMoney.Tests.Infrastructure.Postgres;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Data;

[Trait("needs", "postgres")]
public abstract class UndoTests(PostgresDatabase database)
{
    [RequiresFact]
    public async Task An_edit_goes_back_to_what_it_was_before()
    {
        var home = await Household.CreateAsync(database);
        var lunch = Guid.Empty;
        await home.ChangeAsync(async session => lunch = await session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food, payee: "Lunch"));
        var before = await RowAsync(home, lunch);
        var edit = await home.ChangeAsync(session => session.ExecuteAsync(
            "UPDATE transactions SET payee = 'Dinner', amount = -2000, base_amount = -2000, tags = '{late}', category_id = NULL WHERE id = $1", lunch));

        (await home.UndoAsync(edit)).Restored.ShouldBe(1);

        (await RowAsync(home, lunch)).ShouldBe(before);
        (await home.ReadAsync<int>("SELECT version FROM transactions WHERE id = $1", lunch)).ShouldBe(3);
        (await home.DifferencesAsync()).ShouldBe(0);
    }

    [RequiresFact]
    public async Task A_row_edited_twice_in_one_change_goes_back_to_before_the_first_edit()
    {
        var home = await Household.CreateAsync(database);
        var lunch = await AddLunchAsync(home);
        var before = await RowAsync(home, lunch);
        var edit = await home.ChangeAsync(async session =>
        {
            await session.ExecuteAsync("UPDATE transactions SET payee = 'one' WHERE id = $1", lunch);
            await session.ExecuteAsync("UPDATE transactions SET payee = 'two' WHERE id = $1", lunch);
        });

        (await home.UndoAsync(edit)).Restored.ShouldBe(1);
        (await RowAsync(home, lunch)).ShouldBe(before);
    }

    [RequiresFact]
    public async Task A_bulk_edit_goes_back_as_one()
    {
        var home = await Household.CreateAsync(database);
        await home.ChangeAsync(async session =>
        {
            for (var day = 1; day <= 28; day++)
                await session.AddAsync(home.Wallet, $"2026-02-{day:D2}", -100 * day, home.Food);
        });
        var before = await LedgerAsync(home);
        var bulk = await home.ChangeAsync(session => session.ExecuteAsync("UPDATE transactions SET category_id = $1, excluded = date < '2026-02-10'", home.Rent));

        (await home.UndoAsync(bulk)).Restored.ShouldBe(28);

        (await LedgerAsync(home)).ShouldBe(before);
        (await home.DifferencesAsync()).ShouldBe(0);
    }

    [RequiresFact]
    public async Task What_was_deleted_comes_back_as_it_was()
    {
        var home = await Household.CreateAsync(database);
        var lunch = await AddLunchAsync(home);
        var before = await RowAsync(home, lunch);
        var deletion = await home.ChangeAsync(session => session.ExecuteAsync("DELETE FROM transactions WHERE id = $1", lunch));
        (await RowAsync(home, lunch)).ShouldBeNull();

        (await home.UndoAsync(deletion)).Restored.ShouldBe(1);

        (await RowAsync(home, lunch)).ShouldBe(before);
        (await home.DifferencesAsync()).ShouldBe(0);
    }

    [RequiresFact]
    public async Task What_was_added_is_taken_away_again()
    {
        var home = await Household.CreateAsync(database);
        var addition = await home.ChangeAsync(session => session.AddAsync(home.Wallet, "2026-01-05", -900));

        (await home.UndoAsync(addition)).Restored.ShouldBe(1);

        (await home.ReadAsync<long>("SELECT count(*) FROM transactions")).ShouldBe(0);
        (await home.ReadAsync<long>("SELECT count(*) FROM monthly_totals")).ShouldBe(0);
    }

    [RequiresFact]
    public async Task A_deleted_category_comes_back_with_its_transactions_in_it()
    {
        var home = await Household.CreateAsync(database);
        await AddLunchAsync(home);
        await AddLunchAsync(home);
        var before = await LedgerAsync(home);
        var deletion = await DeleteCategoryAsync(home, home.Food);
        (await home.ReadAsync<long>("SELECT count(*) FROM transactions WHERE category_id IS NULL")).ShouldBe(2);

        (await home.UndoAsync(deletion)).Restored.ShouldBe(3);

        (await LedgerAsync(home)).ShouldBe(before);
        (await home.ReadAsync<string>("SELECT name FROM categories WHERE id = $1", home.Food)).ShouldBe("Food");
        (await home.DifferencesAsync()).ShouldBe(0);
    }

    [RequiresFact]
    public async Task An_undo_can_be_undone_and_that_too_as_often_as_one_likes()
    {
        var home = await Household.CreateAsync(database);
        await AddLunchAsync(home);
        var with = await LedgerAsync(home);
        var change = await DeleteCategoryAsync(home, home.Food);
        var without = await LedgerAsync(home);

        for (var round = 0; round < 3; round++)
        {
            (_, change) = await home.UndoAsync(change);
            (await LedgerAsync(home)).ShouldBe(with, $"undo {round}");
            (_, change) = await home.UndoAsync(change);
            (await LedgerAsync(home)).ShouldBe(without, $"redo {round}");
            (await home.DifferencesAsync()).ShouldBe(0);
        }
    }

    [RequiresFact]
    public async Task An_undone_addition_comes_back_when_the_undo_is_undone()
    {
        var home = await Household.CreateAsync(database);
        var addition = await home.ChangeAsync(session => session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food));
        var before = await LedgerAsync(home);

        var (_, undo) = await home.UndoAsync(addition);
        (await home.UndoAsync(undo)).Restored.ShouldBe(1);

        (await LedgerAsync(home)).ShouldBe(before);
        (await home.DifferencesAsync()).ShouldBe(0);
    }

    [RequiresFact]
    public async Task A_row_that_was_changed_again_refuses_the_whole_undo()
    {
        var home = await Household.CreateAsync(database);
        var first = await AddLunchAsync(home);
        await AddLunchAsync(home);
        var bulk = await home.ChangeAsync(session => session.ExecuteAsync("UPDATE transactions SET excluded = true"));
        await home.ChangeAsync(session => session.ExecuteAsync("UPDATE transactions SET payee = 'later' WHERE id = $1", first));
        var before = await LedgerAsync(home);

        await RefusedAsync(home, bulk);
        (await LedgerAsync(home)).ShouldBe(before);
    }

    [RequiresFact]
    public async Task An_edit_of_a_row_that_is_gone_does_not_bring_it_back()
    {
        var home = await Household.CreateAsync(database);
        var lunch = await AddLunchAsync(home);
        var edit = await home.ChangeAsync(session => session.ExecuteAsync("UPDATE transactions SET payee = 'edited' WHERE id = $1", lunch));
        await home.ChangeAsync(session => session.ExecuteAsync("DELETE FROM transactions WHERE id = $1", lunch));

        await RefusedAsync(home, edit);
        (await RowAsync(home, lunch)).ShouldBeNull();
    }

    [RequiresFact]
    public async Task A_change_is_undone_once()
    {
        var home = await Household.CreateAsync(database);
        var lunch = await AddLunchAsync(home);
        var deletion = await home.ChangeAsync(session => session.ExecuteAsync("DELETE FROM transactions WHERE id = $1", lunch));
        await home.UndoAsync(deletion);

        await RefusedAsync(home, deletion);
    }

    [RequiresFact]
    public async Task An_older_deletion_is_not_undone_over_a_later_one_that_knows_more()
    {
        var home = await Household.CreateAsync(database);
        var lunch = await AddLunchAsync(home);
        var deletion = await home.ChangeAsync(session => session.ExecuteAsync("DELETE FROM transactions WHERE id = $1", lunch));
        await home.UndoAsync(deletion);
        await home.ChangeAsync(session => session.ExecuteAsync("UPDATE transactions SET payee = 'Dinner' WHERE id = $1", lunch));
        await home.ChangeAsync(session => session.ExecuteAsync("DELETE FROM transactions WHERE id = $1", lunch));

        await RefusedAsync(home, deletion);
        (await RowAsync(home, lunch)).ShouldBeNull();
    }

    [RequiresFact]
    public async Task An_edit_does_not_go_back_to_a_category_that_is_gone()
    {
        var home = await Household.CreateAsync(database);
        var lunch = await AddLunchAsync(home);
        var edit = await home.ChangeAsync(session => session.ExecuteAsync("UPDATE transactions SET category_id = NULL WHERE id = $1", lunch));
        await DeleteCategoryAsync(home, home.Food);

        await RefusedAsync(home, edit);
    }

    [RequiresFact]
    public async Task A_name_that_was_given_away_is_not_taken_back()
    {
        var home = await Household.CreateAsync(database);
        var rename = await home.ChangeAsync(session => session.ExecuteAsync("UPDATE accounts SET name = 'Purse' WHERE id = $1", home.Wallet));
        await home.ChangeAsync(session => session.ExecuteAsync("UPDATE accounts SET name = 'Wallet' WHERE id = $1", home.Dollars));

        await RefusedAsync(home, rename);
    }

    [RequiresFact]
    public async Task A_category_that_is_used_meanwhile_stays()
    {
        var home = await Household.CreateAsync(database);
        var fun = Guid.CreateVersion7();
        var addition = await home.ChangeAsync(session => session.ExecuteAsync(
            "INSERT INTO categories (book_id, id, name, kind, position, created_at) VALUES ($1, $2, 'Fun', 0, 0, now())", home.Book, fun));
        await home.ChangeAsync(session => session.AddAsync(home.Wallet, "2026-01-05", -900, fun));

        await RefusedAsync(home, addition);
    }

    [RequiresFact]
    public async Task The_first_day_of_the_month_goes_back_and_the_totals_with_it()
    {
        var home = await Household.CreateAsync(database);
        await AddLunchAsync(home);
        var change = await home.ChangeAsync(session => session.ExecuteAsync("UPDATE books SET first_day_of_month = 25 WHERE id = $1", home.Book));
        (await home.ReadAsync<DateOnly>("SELECT month FROM monthly_totals")).ShouldBe(new DateOnly(2025, 12, 1));

        (await home.UndoAsync(change)).Restored.ShouldBe(1);

        (await home.ReadAsync<DateOnly>("SELECT month FROM monthly_totals")).ShouldBe(new DateOnly(2026, 1, 1));
        (await home.DifferencesAsync()).ShouldBe(0);
    }

    [RequiresFact]
    public async Task Another_book_s_change_is_none_of_ours()
    {
        var theirs = await Household.CreateAsync(database);
        var lunch = await AddLunchAsync(theirs);
        var deletion = await theirs.ChangeAsync(session => session.ExecuteAsync("DELETE FROM transactions WHERE id = $1", lunch));
        var ours = await Household.CreateAsync(database);

        (await ours.UndoAsync(deletion)).Restored.ShouldBe(0);
        (await theirs.ReadAsync<long>("SELECT count(*) FROM transactions")).ShouldBe(0);
    }

    private static async Task<Guid> AddLunchAsync(Household home)
    {
        var id = Guid.Empty;
        await home.ChangeAsync(async session => id = await session.AddAsync(home.Wallet, "2026-01-05", -900, home.Food, payee: "Lunch"));
        return id;
    }

    private static Task<Guid> DeleteCategoryAsync(Household home, Guid category) => home.ChangeAsync(async session =>
    {
        await session.ExecuteAsync("UPDATE transactions SET category_id = NULL WHERE category_id = $1", category);
        await session.ExecuteAsync("DELETE FROM categories WHERE id = $1", category);
    });

    // Everything but what only counts changes.
    private static Task<string?> RowAsync(Household home, Guid id) =>
        home.ReadAsync<string>("SELECT (to_jsonb(t) - 'version' - 'updated_at')::text FROM transactions t WHERE id = $1", id);

    private static Task<string?> LedgerAsync(Household home) => home.ReadAsync<string>("""
        SELECT string_agg((to_jsonb(t) - 'version' - 'updated_at')::text, chr(10) ORDER BY id) FROM transactions t
        """);

    private static async Task RefusedAsync(Household home, Guid change)
    {
        var refusal = await Should.ThrowAsync<PostgresException>(() => home.UndoAsync(change));
        refusal.SqlState.ShouldBe("SM409");
        refusal.MessageText.ShouldEndWith(".");
    }
}

public sealed class UndoTestsOn15(Postgres15 database) : UndoTests(database), IClassFixture<Postgres15>;

public sealed class UndoTestsOn18(Postgres18 database) : UndoTests(database), IClassFixture<Postgres18>;
