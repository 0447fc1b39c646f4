using System.Text.Json.Nodes;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Categories;

[Trait("needs", "postgres")]
public abstract class CategoryTests(Installation api)
{
    [RequiresFact]
    public async Task The_tree_is_listed_flat_each_parent_before_its_children()
    {
        var path = await api.NewBookAsync();
        var tree = await TreeAsync(path);
        tree.Count.ShouldBeGreaterThan(50);
        Guid? parent = null;
        foreach (var category in tree)
        {
            if (category["parentId"] is null)
                parent = (Guid)category["id"]!;
            else
                ((Guid)category["parentId"]!).ShouldBe(parent!.Value);
        }

        var paged = new List<string>();
        for (var next = ""; ;)
        {
            var page = (await api.Owner.GetAsync($"{path}/categories?limit=7{next}")).ShouldBe(200);
            paged.AddRange(page.Items.Select(category => (string)category["name"]!));
            if (page["next"] is null)
                break;
            next = $"&cursor={page["next"]}";
        }

        paged.ShouldBe(tree.Select(category => (string)category["name"]!));
        (await api.Owner.GetAsync($"{path}/categories?limit=501&cursor=bm9uc2Vuc2U")).ShouldRefuse("limit", "cursor");
    }

    [RequiresFact]
    public async Task A_new_category_comes_last_among_its_siblings()
    {
        var path = await api.NewBookAsync();
        var food = await BuiltInAsync(path, "food");
        var made = (await api.Owner.PostAsync($"{path}/categories", new { name = " Bakery ", kind = "expense", parentId = food })).ShouldBe(201);
        made.Headers["Location"].ShouldBe($"/api/v1/{path}/categories/{made.Id}");
        ((string?)made["name"]).ShouldBe("Bakery");
        made["builtIn"].ShouldBeNull();
        made.ETag.ShouldBe("\"1\"");
        (await api.Owner.GetAsync($"{path}/categories/{made.Id}")).Text.ShouldBe(made.Text);
        var siblings = (await TreeAsync(path)).Where(category => (Guid?)category["parentId"] == food).ToList();
        ((Guid)siblings[^1]["id"]!).ShouldBe(made.Id);
    }

    [RequiresFact]
    public async Task Everything_wrong_with_a_new_category_is_said_at_once()
    {
        var path = await api.NewBookAsync();
        var (food, groceries) = (await BuiltInAsync(path, "food"), await BuiltInAsync(path, "food.groceries"));
        (await api.Owner.PostAsync($"{path}/categories", new { })).ShouldRefuse("name", "kind");
        (await api.Owner.PostAsync($"{path}/categories", new { name = "A", kind = "expense", parentId = Guid.NewGuid() })).ShouldRefuse("parentId");
        (await api.Owner.PostAsync($"{path}/categories", new { name = "A", kind = "expense", parentId = groceries })).ShouldRefuse("parentId");
        (await api.Owner.PostAsync($"{path}/categories", new { name = "A", kind = "income", parentId = food })).ShouldRefuse("parentId");
        (await api.Owner.PostAsync($"{path}/categories", new { name = "Groceries", kind = "expense", parentId = food })).ShouldBeProblem(409, "name-taken");
        (await api.Owner.PostAsync($"{path}/categories", new { name = "Groceries", kind = "expense" })).ShouldBe(201);
    }

    [RequiresFact]
    public async Task A_category_moves_to_the_place_it_is_given()
    {
        var path = await api.NewBookAsync();
        var parent = await api.Owner.PostAsync($"{path}/categories", new { name = "Pets", kind = "expense" });
        foreach (var name in new[] { "Cat", "Dog", "Fish" })
            (await api.Owner.PostAsync($"{path}/categories", new { name, kind = "expense", parentId = parent.Id })).ShouldBe(201);

        var fish = await NamedAsync(path, "Fish");
        (await api.Owner.PatchAsync($"{path}/categories/{(Guid)fish["id"]!}", new { position = 0 }, "\"1\"")).ShouldBe(200);
        (await ChildrenAsync(path, parent.Id)).ShouldBe(["Fish", "Cat", "Dog"]);

        var other = await api.Owner.PostAsync($"{path}/categories", new { name = "Zoo", kind = "expense" });
        var cat = await NamedAsync(path, "Cat");
        var moved = await api.Owner.PatchAsync($"{path}/categories/{(Guid)cat["id"]!}", new { parentId = other.Id, name = "Lion" }, $"\"{cat["version"]}\"");
        moved.ShouldBe(200);
        (await ChildrenAsync(path, other.Id)).ShouldBe(["Lion"]);
        (await ChildrenAsync(path, parent.Id)).ShouldBe(["Fish", "Dog"]);

        var freed = await api.Owner.PatchAsync($"{path}/categories/{moved.Id}", new { parentId = (Guid?)null }, moved.ETag);
        freed.ShouldBe(200)["parentId"].ShouldBeNull();
    }

    [RequiresFact]
    public async Task A_move_that_breaks_the_tree_is_refused()
    {
        var path = await api.NewBookAsync();
        var (food, groceries, salary) = (await BuiltInAsync(path, "food"), await BuiltInAsync(path, "food.groceries"), await NamedKindAsync(path, "income"));
        var household = await BuiltInAsync(path, "household");
        (await api.Owner.PatchAsync($"{path}/categories/{food}", new { parentId = household }, "\"1\"")).ShouldRefuse("parentId");
        (await api.Owner.PatchAsync($"{path}/categories/{groceries}", new { parentId = groceries }, "\"1\"")).ShouldRefuse("parentId");
        (await api.Owner.PatchAsync($"{path}/categories/{groceries}", new { parentId = salary, kind = "income", position = -1, name = "" }, "\"1\""))
            .ShouldRefuse("parentId", "kind", "position", "name");
        (await api.Owner.PatchAsync($"{path}/categories/{groceries}", new { name = "Lunch" }, "\"1\"")).ShouldBeProblem(409, "name-taken");
        (await api.Owner.PatchAsync($"{path}/categories/{groceries}", new { name = "Supper" }, ifMatch: null)).ShouldBe(428);
        (await api.Owner.PatchAsync($"{path}/categories/{groceries}", new { name = "Supper" }, "\"2\"")).ShouldBe(412);
    }

    [RequiresFact]
    public async Task Deleting_a_category_sets_its_rows_free_and_can_be_undone()
    {
        var book = await LedgerBook.NewAsync(api);
        var row = await book.AddAsync("2026-03-04", -100, book.Food);
        var income = await book.AddAsync("2026-03-05", 100, book.Food, payee: "Refund");

        var deleted = (await book.Owner.DeleteAsync($"{book.Path}/categories/{book.Food}")).ShouldBe(204);
        (await book.TransactionAsync(row))["categoryId"].ShouldBeNull();
        (await book.GetAsync($"categories/{book.Food}")).ShouldBe(404);
        await book.ShouldAddUpAsync();

        (await book.UndoAsync(deleted.Headers["SmartMoney-Change"])).ShouldBe(200);
        ((Guid)(await book.TransactionAsync(income))["categoryId"]!).ShouldBe(book.Food);
        (await book.GetAsync($"categories/{book.Food}")).ShouldBe(200);
        await book.ShouldAddUpAsync();
    }

    [RequiresFact]
    public async Task A_category_with_children_is_not_deleted()
    {
        var path = await api.NewBookAsync();
        var (food, groceries) = (await BuiltInAsync(path, "food"), await BuiltInAsync(path, "food.groceries"));
        (await api.Owner.DeleteAsync($"{path}/categories/{food}")).ShouldBeProblem(409, "category-has-children");
        (await api.Owner.DeleteAsync($"{path}/categories/{groceries}")).ShouldBe(204);
        (await api.Owner.DeleteAsync($"{path}/categories/{groceries}")).ShouldBeProblem(404, "not-found");
    }

    [RequiresFact]
    public async Task Two_members_who_edit_different_categories_at_once_both_succeed()
    {
        var path = await api.NewBookAsync();
        var ids = (await TreeAsync(path)).Select(category => (Guid)category["id"]!).Take(12).ToList();
        var answers = await Task.WhenAll(ids.Concat(ids.AsEnumerable().Reverse()).Select((id, i) =>
            api.Owner.PatchAsync($"{path}/categories/{id}", new { name = $"Renamed {i}" }, "*")));
        foreach (var answer in answers)
            answer.ShouldBe(200);
    }

    private async Task<List<JsonNode>> TreeAsync(string path) => [.. (await api.Owner.GetAsync($"{path}/categories?limit=500")).ShouldBe(200).Items];

    private async Task<Guid> BuiltInAsync(string path, string key) => (Guid)(await TreeAsync(path)).Single(category => (string?)category["builtIn"] == key)["id"]!;

    private async Task<JsonNode> NamedAsync(string path, string name) => (await TreeAsync(path)).Single(category => (string?)category["name"] == name);

    private async Task<Guid> NamedKindAsync(string path, string kind) => (Guid)(await TreeAsync(path)).First(category => (string?)category["kind"] == kind)["id"]!;

    private async Task<IEnumerable<string?>> ChildrenAsync(string path, Guid parent) =>
        (await TreeAsync(path)).Where(category => (Guid?)category["parentId"] == parent).Select(category => (string?)category["name"]);
}

public sealed class CategoryTestsOn15(InstallationOn15 api) : CategoryTests(api), IClassFixture<InstallationOn15>;

public sealed class CategoryTestsOn18(InstallationOn18 api) : CategoryTests(api), IClassFixture<InstallationOn18>;
