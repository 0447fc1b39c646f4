using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Sessions;
using SmartMoney.Domain;
using SmartMoney.Domain.Categories;
using SmartMoney.Domain.Importing.SmartMoney;
using CategoryKind = SmartMoney.Api.Data.Model.CategoryKind;

namespace SmartMoney.Api.Features.Imports.Committing;

/// <summary>
/// Finds the book's category for a file's pair of names: the default tree's where it maps and the book still has it, else the
/// book's own of that name, made where it is missing: of SmartMoney's own export as income when most of its rows are money in.
/// </summary>
internal sealed class CategoryNames
{
    private readonly BookSession session;
    private readonly string format;
    private readonly List<Category> categories;
    private readonly List<Category> made = [];

    private CategoryNames(BookSession session, string format, List<Category> categories) =>
        (this.session, this.format, this.categories) = (session, format, categories);

    /// <summary>Stages the meaning of all names of the rows that will be created.</summary>
    /// <param name="session">The import's book.</param>
    /// <param name="format">The import's format, which says what its names mean.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The ids of the categories that were made for it.</returns>
    public static async Task<Guid[]> StageAsync(BookSession session, string format, CancellationToken cancel)
    {
        await session.RunAsync(CommitSql.CreateCategoryNames, [], cancel);
        var pairs = await session.ReadAsync(CommitSql.Categories, [], row => (Large: row.GetString(0), Middle: row.Maybe<string>(1), Incoming: row.GetBoolean(2)), cancel);
        if (pairs.Count == 0)
            return [];

        var names = new CategoryNames(session, format, await session.Db.Categories.AsNoTracking().Where(row => row.BookId == session.BookId).ToListAsync(cancel));
        var ids = pairs.Select(pair => names.Find(pair.Large, pair.Middle, pair.Incoming).Id).ToArray();
        session.Db.Categories.AddRange(names.made);
        await session.Db.SaveChangesAsync(cancel);
        await session.RunAsync(CommitSql.AddCategoryNames,
            [pairs.Select(pair => pair.Large).ToArray(), pairs.Select(pair => pair.Middle ?? "").ToArray(), ids], cancel);
        return [.. names.made.Select(category => category.Id)];
    }

    // Only SmartMoney's own export has income categories of any name: elsewhere a refund alone would make income of a spending's category.
    private Category Find(string large, string? middle, bool incoming)
    {
        if (BuiltIn(StatementCategories.Map(format, large, middle)) is { } mapped)
            return mapped;

        var key = StatementCategories.Map(format, large, second: null);
        var parent = BuiltIn(key) ?? categories.Find(category => category.ParentId is null && Normal(category.Name) == Normal(large))
            ?? Own(large, null, KindOf(key) ?? (incoming && format == SmartMoneyFormat.FormatId ? CategoryKind.Income : CategoryKind.Expense));
        return StatementCategories.IsNone(middle) ? parent : Own(middle!, parent.Id, parent.Kind);
    }

    // Of a category of the default tree that the book has deleted.
    private static CategoryKind? KindOf(string? key) => DefaultCategories.All.FirstOrDefault(category => category.Key == key) is { } known
        ? known.Kind == SmartMoney.Domain.Categories.CategoryKind.Income ? CategoryKind.Income : CategoryKind.Expense
        : null;

    private Category? BuiltIn(string? key) => key is null ? null : categories.Find(category => category.BuiltIn == key);

    private Category Own(string name, Guid? parent, CategoryKind kind)
    {
        var siblings = categories.Where(category => category.ParentId == parent && category.Kind == kind).ToList();
        if (siblings.Find(category => Normal(category.Name) == Normal(name)) is { } known)
            return known;

        var category = new Category
        {
            BookId = session.BookId,
            Id = Guid.CreateVersion7(),
            ParentId = parent,
            Name = name,
            Kind = kind,
            Position = siblings.Select(sibling => sibling.Position).DefaultIfEmpty(-1).Max() + 1,
            CreatedAt = session.Clock.GetUtcNow(),
        };
        categories.Add(category);
        made.Add(category);
        return category;
    }

    private static string Normal(string name) => CompatibilityForm.Of(name.Trim());
}
