using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Settings;

/// <summary>A category in its place.</summary>
/// <param name="Depth">0 for the top of the tree.</param>
/// <param name="Above">Position to take to move up among its siblings, null for the first.</param>
/// <param name="Below">Position to take to move down, null for the last.</param>
/// <param name="HasChildren">A category with children cannot be deleted.</param>
/// <param name="Parents">Categories it may move below: of its kind, not itself, not its own.</param>
public sealed record CategoryNode(
    Category Category, int Depth, int? Above, int? Below, bool HasChildren, IReadOnlyList<Category> Parents);

/// <summary>The book's categories of one kind, in tree order.</summary>
/// <param name="Kind">income or expense.</param>
public sealed record CategoryTree(string Kind, IReadOnlyList<CategoryNode> Nodes)
{
    /// <summary>Builds the tree of a kind from the flat list.</summary>
    public static CategoryTree Of(string kind, IReadOnlyList<Category> all)
    {
        var own = all.Where(category => category.Kind == kind).ToList();
        var children = own.ToLookup(category => category.ParentId);
        var nodes = new List<CategoryNode>(own.Count);
        Add(null, 0);
        return new CategoryTree(kind, nodes);

        void Add(Guid? parent, int depth)
        {
            var siblings = children[parent].OrderBy(category => category.Position).ToList();
            for (var i = 0; i < siblings.Count; i++)
            {
                var category = siblings[i];
                nodes.Add(new CategoryNode(
                    category,
                    depth,
                    i > 0 ? siblings[i - 1].Position : null,
                    i < siblings.Count - 1 ? siblings[i + 1].Position : null,
                    children[category.Id].Any(),
                    [.. own.Where(other => !IsWithin(other, category.Id, own))]));
                Add(category.Id, depth + 1);
            }
        }
    }

    private static bool IsWithin(Category category, Guid ancestor, List<Category> all)
    {
        for (Category? at = category; at is not null; at = all.Find(other => other.Id == at.ParentId))
        {
            if (at.Id == ancestor)
            {
                return true;
            }
        }

        return false;
    }
}
