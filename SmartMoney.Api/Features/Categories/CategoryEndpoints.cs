using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Categories;

/// <summary>The book's category tree.</summary>
public static class CategoryEndpoints
{
    public static void MapCategories(this RouteGroupBuilder book)
    {
        var categories = book.MapGroup("/categories");
        categories.MapGet("", ListAsync).WithName("listCategories").WithSummary("The category tree, flat: each first level followed by its children");
        categories.MapPost("", CreateAsync).WithName("createCategory").WithSummary("Make a category, last among its siblings");
        categories.MapGet("/{id:guid}", GetAsync).WithName("getCategory").WithSummary("A category");
        categories.MapPatch("/{id:guid}", PatchAsync).WithName("updateCategory").WithSummary("Rename or move a category");
        categories.MapDelete("/{id:guid}", DeleteAsync).WithName("deleteCategory").WithSummary("Delete a category; its transactions become uncategorised and its rules go");
    }

    private static async Task<Results<Ok<ListOf<CategoryView>>, ProblemHttpResult>> ListAsync(
        BookSession session, CancellationToken cancel, string? cursor = null, int? limit = null)
    {
        var errors = new Errors();
        var size = Page.Limit(limit, errors);
        var tree = await CategoryTree.ReadAsync(session, cancel);
        var last = Guid.Empty;
        if (cursor is not null && !(Cursor.TryDecode(cursor, 1, out var parts) && Guid.TryParse(parts[0], out last) && tree.Find(last) is not null))
            Cursor.Refuse(errors);
        if (errors.Any)
            return errors.Problem();

        var rest = tree.InOrder().SkipWhile(category => last != Guid.Empty && category.Id != last).Skip(last == Guid.Empty ? 0 : 1);
        return TypedResults.Ok(Page.Of(
            [.. rest.Take(size + 1).Select(CategoryView.Of)], size, category => Cursor.Encode(category.Id.ToString())));
    }

    private static async Task<Results<Created<CategoryView>, ProblemHttpResult>> CreateAsync(
        Body<NewCategory> body, BookSession session, HttpContext http, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var tree = await CategoryTree.ReadAsync(session, cancel);
        var request = body.Value;
        var errors = request.Check(tree);
        if (errors.Any)
            return errors.Problem();

        var category = new Category
        {
            BookId = session.BookId,
            Id = Guid.CreateVersion7(),
            ParentId = request.ParentId,
            Name = request.Name!.Trim(),
            Kind = request.Kind!.Value,
            Position = tree.NextPosition(request.ParentId),
            CreatedAt = session.Clock.GetUtcNow(),
        };
        if (tree.HasTwin(category))
            return NameTaken();
        session.Db.Categories.Add(category);
        await session.Db.SaveChangesAsync(cancel);
        return TypedResults.Created($"/api/v1/books/{session.BookId}/categories/{category.Id}", Show(http, category));
    }

    private static async Task<Results<Ok<CategoryView>, ProblemHttpResult>> GetAsync(
        Guid id, BookSession session, HttpContext http, CancellationToken cancel) =>
        await session.Db.Categories.AsNoTracking().SingleOrDefaultAsync(row => row.BookId == session.BookId && row.Id == id, cancel) is { } category
            ? TypedResults.Ok(Show(http, category))
            : Problems.NotFound("category");

    private static async Task<Results<Ok<CategoryView>, ProblemHttpResult>> PatchAsync(
        Guid id, Body<CategoryPatch> body, BookSession session, HttpContext http, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var tree = await CategoryTree.ReadAsync(session, cancel);
        if (tree.Find(id) is not { } category)
            return Problems.NotFound("category");
        var patch = body.Value;
        var errors = patch.Check(tree, category);
        if (errors.Any)
            return errors.Problem();
        if (ETags.Check(http, category.Version) is { } stale)
            return stale;

        var moved = patch.ParentId.IsSet && patch.ParentId.Value != category.ParentId;
        category.Name = patch.Name.Or(category.Name)!.Trim();
        category.ParentId = patch.ParentId.Or(category.ParentId);
        if (tree.HasTwin(category))
            return NameTaken();
        if (patch.Position.IsSet || moved)
            tree.Place(category, patch.Position.Or(null) ?? int.MaxValue);
        await session.Db.SaveChangesAsync(cancel);
        return TypedResults.Ok(Show(http, category));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, BookSession session, CancellationToken cancel)
    {
        await session.LockAsync(cancel);
        var tree = await CategoryTree.ReadAsync(session, cancel);
        if (tree.Find(id) is not { } category)
            return Problems.NotFound("category");
        if (tree.HasChildren(category))
            return Problems.Conflict("category-has-children", "The category has categories below it: move or delete those first.");

        // The rows first, while the category's kind is still known to the totals.
        await session.Db.Transactions.Where(row => row.BookId == session.BookId && row.CategoryId == id)
            .ExecuteUpdateAsync(row => row.SetProperty(transaction => transaction.CategoryId, (Guid?)null), cancel);
        await session.Db.Rules.Where(rule => rule.BookId == session.BookId && rule.CategoryId == id).ExecuteDeleteAsync(cancel);
        session.Db.Categories.Remove(category);
        await session.Db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }

    private static CategoryView Show(HttpContext http, Category category)
    {
        ETags.Set(http, category.Version);
        return CategoryView.Of(category);
    }

    private static ProblemHttpResult NameTaken() =>
        Problems.Conflict("name-taken", "There is a category of that name and kind at that place: choose another name.");
}
