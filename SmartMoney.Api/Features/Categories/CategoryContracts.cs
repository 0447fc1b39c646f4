using SmartMoney.Api.Data;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Categories;

/// <summary>A category of the book's tree.</summary>
/// <param name="ParentId">The first-level category that it belongs to; null on the first level.</param>
/// <param name="Position">Order among its siblings, from 0.</param>
/// <param name="BuiltIn">Stable key of a category of the default tree; null for the book's own.</param>
/// <param name="Version">Counts the changes; the ETag.</param>
public sealed record CategoryView(Guid Id, Guid? ParentId, string Name, CategoryKind Kind, int Position, string? BuiltIn, int Version)
{
    internal static CategoryView Of(Category category) =>
        new(category.Id, category.ParentId, category.Name, category.Kind, category.Position, category.BuiltIn, category.Version);
}

/// <summary>What a new category is to be. It comes last among its siblings.</summary>
/// <param name="Name">1 to 200 characters, unlike any sibling's of its kind.</param>
/// <param name="Kind">income or expense; fixed once the category is made.</param>
/// <param name="ParentId">A first-level category of the same kind; none makes a first-level category.</param>
public sealed record NewCategory(string? Name, CategoryKind? Kind, Guid? ParentId = null)
{
    internal Errors Check(CategoryTree tree)
    {
        var errors = new Errors();
        errors.RequireText(Name, "name", LedgerTables.NameLength);
        errors.Require(Kind is not null, "kind", "'kind' must be income or expense.");
        if (ParentId is { } parent && Kind is { } kind)
            tree.CheckParent(errors, parent, kind);
        return errors;
    }
}

/// <summary>What is to change about a category; what is absent stays, a null parent moves it to the first level.</summary>
/// <param name="Name">1 to 200 characters, unlike any sibling's of its kind.</param>
/// <param name="ParentId">A first-level category of the same kind; null moves it to the first level.</param>
/// <param name="Position">Its new place among its siblings, from 0; those behind it move on.</param>
/// <param name="Kind">Accepted only as it is.</param>
public sealed record CategoryPatch(Optional<string> Name, Optional<Guid?> ParentId, Optional<int?> Position, Optional<CategoryKind?> Kind)
{
    internal Errors Check(CategoryTree tree, Category category)
    {
        var errors = new Errors();
        if (Name.IsSet)
            errors.RequireText(Name.Value, "name", LedgerTables.NameLength);
        errors.Require(!Position.IsSet || Position.Value >= 0, "position", "'position' must be 0 or more.");
        errors.Require(!Kind.IsSet || Kind.Value == category.Kind, "kind", "'kind' cannot be changed: make another category and move the rows.");
        if (ParentId is { IsSet: true, Value: { } parent })
        {
            tree.CheckParent(errors, parent, category.Kind);
            errors.Require(parent != category.Id && !tree.HasChildren(category), "parentId",
                "A category with categories below it stays on the first level: move those first.");
        }

        return errors;
    }
}
