using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Categories;

/// <summary>The book's categories, two levels deep: few enough to be read whole.</summary>
internal sealed class CategoryTree
{
    private readonly List<Category> all;

    private CategoryTree(List<Category> all) => this.all = all;

    /// <summary>Reads the tree; its rows are tracked.</summary>
    public static async Task<CategoryTree> ReadAsync(BookSession session, CancellationToken cancel) =>
        new(await session.Db.Categories.Where(row => row.BookId == session.BookId).ToListAsync(cancel));

    /// <summary>All categories: each of the first level, followed by its children.</summary>
    public IEnumerable<Category> InOrder() => Siblings(parent: null).SelectMany(first => Siblings(first.Id).Prepend(first));

    public Category? Find(Guid id) => all.Find(category => category.Id == id);

    public bool HasChildren(Category category) => all.Exists(other => other.ParentId == category.Id);

    /// <summary>Whether a sibling of its kind has the same name.</summary>
    public bool HasTwin(Category category) => all.Exists(other =>
        other.Id != category.Id && other.ParentId == category.ParentId && other.Kind == category.Kind && other.Name == category.Name);

    /// <summary>Where a new child of a parent goes: behind the last.</summary>
    public int NextPosition(Guid? parent) => Siblings(parent).LastOrDefault()?.Position + 1 ?? 0;

    /// <summary>Adds an error unless categories of that kind can be put below the parent.</summary>
    public void CheckParent(Errors errors, Guid parent, CategoryKind kind)
    {
        var found = Find(parent);
        errors.Require(found is not null, "parentId", "'parentId' is no category of this book.");
        errors.Require(found?.ParentId is null, "parentId", "'parentId' must be a first-level category: the tree has two levels.");
        errors.Require(found is null || found.Kind == kind, "parentId", "'parentId' must be a category of the same kind.");
    }

    /// <summary>Puts a category at a place among the siblings that it has now, and numbers them anew.</summary>
    public void Place(Category category, int position)
    {
        var siblings = Siblings(category.ParentId).Where(other => other.Id != category.Id).ToList();
        siblings.Insert(Math.Min(position, siblings.Count), category);
        for (var i = 0; i < siblings.Count; i++)
            siblings[i].Position = i;
    }

    private IEnumerable<Category> Siblings(Guid? parent) =>
        all.Where(category => category.ParentId == parent).OrderBy(category => category.Position).ThenBy(category => category.Id);
}
