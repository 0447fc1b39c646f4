using System.Text.Json.Nodes;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Goals;

/// <summary>Goals as rows: made, listed, changed, deleted, undone.</summary>
[Trait("needs", "postgres")]
public abstract class GoalTests(Installation api)
{
    [RequiresFact]
    public async Task A_new_goal_is_answered_with_how_it_stands()
    {
        var book = await LedgerBook.NewAsync(api);
        var made = (await book.PostAsync("goals", new { name = " Trip ", targetAmount = 600_000, horizonYears = 1 })).ShouldBe(201);
        made.Headers["Location"].ShouldBe($"/api/v1/{book.Path}/goals/{made.Id}");
        made.ETag.ShouldBe("\"1\"");
        made.Headers.ShouldContainKey("SmartMoney-Change");
        ((string?)made["name"], (long)made["targetAmount"]!, (int)made["horizonYears"]!).ShouldBe(("Trip", 600_000, 1));
        (made["targetDate"], made["startDate"]).ShouldBe((null, null));
        ((long)made["startingAmount"]!, (int)made["position"]!, ((JsonArray)made["accountIds"]!).Count).ShouldBe((0, 0, 0));
        ((string?)made["currency"], (int)made["currencyDigits"]!).ShouldBe(("JPY", 0));
        ((int)made["elapsedMonths"]!, (int)made["totalMonths"]!, (int)made["remainingMonths"]!).ShouldBe((0, 12, 12));
        ((long)made["saved"]!, (long)made["neededPerMonth"]!, (long)made["projected"]!, (string?)made["status"]).ShouldBe((0, 50_000, 0, "behind"));
        made["achievability"]!.ToJsonString().ShouldBe("""{"months":0,"averageNet":null,"percent":null,"level":null}""");
        made["reachedIn"].ShouldBeNull();
        ((JsonObject)made.Json).ContainsKey("whatIf").ShouldBeFalse();
        (await book.GetAsync($"goals/{made.Id}")).Text.ShouldBe(made.Text);
    }

    [RequiresFact]
    public async Task Everything_wrong_with_a_new_goal_is_said_at_once()
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.PostAsync("goals", new { })).ShouldRefuse("name", "targetAmount", "horizonYears");
        (await book.PostAsync("goals", new
        {
            name = new string('x', 201), targetAmount = 0, horizonYears = 2, targetDate = "2200-01-01", startDate = "1899-12-31",
            startingAmount = 1_000_000_000_000_001, accountIds = new[] { Guid.NewGuid() }, position = -1,
        })).ShouldRefuse("name", "targetAmount", "horizonYears", "targetDate", "startDate", "startingAmount", "accountIds", "position");
    }

    [RequiresTheory]
    [InlineData("""{"name":"A","targetAmount":1.5,"horizonYears":1}""", "targetAmount")]
    [InlineData("""{"name":"A","targetAmount":-1,"horizonYears":1}""", "targetAmount")]
    [InlineData("""{"name":"A","targetAmount":1000000000000001,"horizonYears":1}""", "targetAmount")]
    [InlineData("""{"name":"A","targetAmount":1,"horizonYears":1,"targetDate":"2030-01-01"}""", "targetDate")]
    [InlineData("""{"name":"A","targetAmount":1,"targetDate":"2026-02-30"}""", "targetDate")]
    [InlineData("""{"name":"A","targetAmount":1,"targetDate":"2026-02-01","startDate":"2026-02-01"}""", "targetDate")]
    [InlineData("""{"name":"A","targetAmount":1,"horizonYears":1,"position":10000}""", "position")]
    [InlineData("""{"name":"A","targetAmount":1,"horizonYears":1,"startingAmount":-1000000000000001}""", "startingAmount")]
    [InlineData("""{"name":" ","targetAmount":1,"horizonYears":1}""", "name")]
    public async Task What_cannot_be_a_goal_is_refused_by_field(string body, string field)
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.PostAsync("goals", JsonNode.Parse(body))).ShouldRefuse(field);
    }

    [RequiresTheory]
    [InlineData("""{"name":"A","targetAmount":1000000000000000,"horizonYears":10,"startingAmount":-1000000000000000,"startDate":"1900-01-01"}""")]
    [InlineData("""{"name":"A","targetAmount":1,"targetDate":"2199-12-31","startDate":"2199-12-30","position":9999}""")]
    [InlineData("""{"name":"A","targetAmount":1,"targetDate":"1900-01-01","accountIds":null}""")]
    public async Task A_goal_at_its_limits_is_kept_and_computed(string body)
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.PostAsync("goals?extraPerMonth=x", JsonNode.Parse(body))).ShouldBe(201);
        (await book.GetAsync("goals?extraPerMonth=-1000000000000000")).ShouldBe(200).Items.Count().ShouldBe(1);
    }

    [RequiresFact]
    public async Task A_book_has_a_hundred_goals_at_most_and_a_goal_a_hundred_accounts()
    {
        var book = await LedgerBook.NewAsync(api);
        (await book.PostAsync("goals", Goal("A") with { accountIds = [.. Enumerable.Range(0, 101).Select(_ => Guid.NewGuid())] })).ShouldRefuse("accountIds");
        await book.ScalarAsync<object>(
            "INSERT INTO goals (book_id, id, name, target_amount, horizon_years, starting_amount, position, created_at) "
            + "SELECT $1, gen_random_uuid(), 'Goal', 1, 1, 0, n, now() FROM generate_series(1, 99) n", book.Id);
        (await book.PostAsync("goals", Goal("Last"))).ShouldBe(201);
        (await book.PostAsync("goals", Goal("Too many"))).ShouldBeProblem(409, "too-many-goals");
    }

    [RequiresFact]
    public async Task Goals_are_listed_by_position_then_age_page_by_page()
    {
        var book = await LedgerBook.NewAsync(api);
        foreach (var (name, position) in new[] { ("c", 5), ("a", 1), ("d", 5), ("b", 1), ("e", (int?)null) }.Select(pair => (pair.Item1, pair.Item2)))
            (await book.PostAsync("goals", Goal(name) with { position = position })).ShouldBe(201);

        var names = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = (await book.GetAsync($"goals?limit=2{(next.Length == 0 ? "" : "&cursor=" + next)}")).ShouldBe(200);
            names.AddRange(page.Items.Select(goal => (string)goal["name"]!));
            next = (string?)page["next"];
        }

        names.ShouldBe(["a", "b", "c", "d", "e"]);
        (await book.GetAsync("goals?limit=0&cursor=x&extraPerMonth=1.5")).ShouldRefuse("limit", "cursor", "extraPerMonth");
        (await book.GetAsync("goals?extraPerMonth=1000000000000001")).ShouldRefuse("extraPerMonth");
    }

    [RequiresFact]
    public async Task A_patch_changes_what_it_names()
    {
        var book = await LedgerBook.NewAsync(api);
        var made = await book.PostAsync("goals", Goal("Trip") with { accountIds = [book.Wallet], startDate = "2026-01-01" });
        var path = $"{book.Path}/goals/{made.Id}";
        (await book.Owner.PatchAsync(path, new { name = "x" }, null)).ShouldBe(428);
        (await book.Owner.PatchAsync(path, new { name = "x" }, "\"7\"")).ShouldBe(412);
        (await book.Owner.PatchAsync(path, new { targetDate = "2030-01-01" }, made.ETag)).ShouldRefuse("targetDate");

        var dated = (await book.Owner.PatchAsync(path, new { targetDate = "2030-01-01", horizonYears = (int?)null, startDate = (string?)null }, made.ETag)).ShouldBe(200);
        ((string?)dated["targetDate"], dated["horizonYears"], dated["startDate"], (string?)dated["name"], dated.ETag).ShouldBe(("2030-01-01", null, null, "Trip", "\"2\""));
        Accounts(dated).ShouldBe([book.Wallet]);

        var other = (await book.Owner.PatchAsync(path, new { accountIds = new[] { book.Dollars, book.Dollars } }, dated.ETag)).ShouldBe(200);
        (Accounts(other).Single(), other.ETag).ShouldBe((book.Dollars, "\"3\""));
        var all = (await book.Owner.PatchAsync(path, new { accountIds = (Guid[]?)null }, other.ETag)).ShouldBe(200);
        (Accounts(all).Count, all.ETag).ShouldBe((0, "\"4\""));
        (await book.Owner.PatchAsync(path, new { name = (string?)null, targetAmount = (long?)null, startingAmount = (long?)null, position = (int?)null }, all.ETag))
            .ShouldRefuse("name", "targetAmount", "startingAmount", "position");
    }

    [RequiresFact]
    public async Task Making_changing_and_deleting_a_goal_are_undone_with_its_accounts()
    {
        var book = await LedgerBook.NewAsync(api);
        var made = (await book.PostAsync("goals", Goal("Trip") with { accountIds = [book.Wallet, book.Dollars] })).ShouldBe(201);
        var path = $"{book.Path}/goals/{made.Id}";
        var changed = (await book.Owner.PatchAsync(path, new { name = "Car", accountIds = new[] { book.Wallet } }, made.ETag)).ShouldBe(200);
        var moved = (await book.Owner.PatchAsync(path, new { accountIds = Array.Empty<Guid>() }, changed.ETag)).ShouldBe(200);
        (await book.UndoAsync(changed.Change)).ShouldBeProblem(409, "changed-since");
        (await book.UndoAsync(moved.Change)).ShouldBe(200);
        (await book.UndoAsync(changed.Change)).ShouldBeProblem(409, "changed-since");

        var now = await book.GetAsync($"goals/{made.Id}");
        Accounts(now).ShouldBe([book.Wallet]);
        var deleted = (await book.Owner.DeleteAsync(path)).ShouldBe(204);
        (await book.GetAsync($"goals/{made.Id}")).ShouldBeProblem(404, "not-found");
        var undone = (await book.UndoAsync(deleted.Change)).ShouldBe(200);
        ((int)undone["restored"]!).ShouldBe(2);
        var back = (await book.GetAsync($"goals/{made.Id}")).ShouldBe(200);
        ((string?)back["name"], Accounts(back).Single()).ShouldBe(("Car", book.Wallet));
        (await book.UndoAsync(undone.Change)).ShouldBe(200);
        (await book.GetAsync($"goals/{made.Id}")).ShouldBe(404);

        var another = (await book.PostAsync("goals", Goal("Other") with { accountIds = [book.Wallet] })).ShouldBe(201);
        (await book.UndoAsync(another.Change)).ShouldBe(200);
        (await book.GetAsync("goals")).Items.ShouldBeEmpty();
        (await book.ScalarAsync<long>("SELECT count(*) FROM goal_accounts WHERE book_id = $1", book.Id)).ShouldBe(0);
    }

    [RequiresFact]
    public async Task An_account_that_a_goal_counts_stays_until_the_goal_lets_it_go()
    {
        var book = await LedgerBook.NewAsync(api);
        var made = await book.PostAsync("goals", Goal("Trip") with { accountIds = [book.Dollars] });
        (await book.Owner.DeleteAsync($"{book.Path}/accounts/{book.Dollars}")).ShouldBeProblem(409, "account-in-goal");
        var deleted = (await book.Owner.DeleteAsync($"{book.Path}/goals/{made.Id}")).ShouldBe(204);
        (await book.Owner.DeleteAsync($"{book.Path}/accounts/{book.Dollars}")).ShouldBe(204);
        (await book.UndoAsync(deleted.Change)).ShouldBeProblem(409, "changed-since");
    }

    [RequiresFact]
    public async Task A_repeated_call_makes_one_goal()
    {
        var book = await LedgerBook.NewAsync(api);
        var first = await book.Owner.PostAsync($"{book.Path}/goals", Goal("Trip"), ("Idempotency-Key", "goal-1"));
        var second = await book.Owner.PostAsync($"{book.Path}/goals", Goal("Trip"), ("Idempotency-Key", "goal-1"));
        second.Text.ShouldBe(first.ShouldBe(201).Text);
        (await book.GetAsync("goals")).Items.Count().ShouldBe(1);
    }

    [RequiresFact]
    public async Task Who_may_read_may_not_write_and_no_book_reaches_into_another()
    {
        var (book, other) = (await LedgerBook.NewAsync(api), await LedgerBook.NewAsync(api));
        var made = await book.PostAsync("goals", Goal("Trip"));
        var reader = api.Host.Script(await api.NewTokenAsync(["read"], book.Id));
        (await reader.GetAsync($"{book.Path}/goals/{made.Id}/explanation")).ShouldBe(200);
        (await reader.PostAsync($"{book.Path}/goals", Goal("No"))).ShouldBe(403);
        (await reader.DeleteAsync($"{book.Path}/goals/{made.Id}")).ShouldBe(403);
        (await reader.GetAsync($"{other.Path}/goals")).ShouldBe(404);
        (await api.Host.Browser().GetAsync($"{book.Path}/goals")).ShouldBe(401);

        foreach (var path in new[] { "", "/explanation" })
            (await other.GetAsync($"goals/{made.Id}{path}")).ShouldBeProblem(404, "not-found");
        (await other.Owner.PatchAsync($"{other.Path}/goals/{made.Id}", new { name = "Mine" }, "\"1\"")).ShouldBe(404);
        (await other.Owner.DeleteAsync($"{other.Path}/goals/{made.Id}")).ShouldBe(404);
        (await other.PostAsync("goals", Goal("Theirs") with { accountIds = [book.Wallet] })).ShouldRefuse("accountIds");
    }

    private static List<Guid> Accounts(ApiAnswer goal) => [.. ((JsonArray)goal["accountIds"]!).Select(id => (Guid)id!)];

    private static NewGoal Goal(string name) => new(name);

#pragma warning disable IDE1006 // Named as in JSON.
    private sealed record NewGoal(
        string name, long targetAmount = 600_000, int? horizonYears = 1, string? targetDate = null, string? startDate = null, Guid[]? accountIds = null, int? position = null);
#pragma warning restore IDE1006
}

public sealed class GoalTestsOn15(InstallationOn15 api) : GoalTests(api), IClassFixture<InstallationOn15>;

public sealed class GoalTestsOn18(InstallationOn18 api) : GoalTests(api), IClassFixture<InstallationOn18>;
