using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Settings;

/// <summary>A category in its place.</summary>
/// <param name="Depth">0 for the top of the tree.</param>
/// <param name="Above">Place among its siblings, from 0, that moves it up; null for the first.</param>
/// <param name="Below">Place that moves it down; null for the last.</param>
/// <param name="HasChildren">A category with children cannot be deleted.</param>
/// <param name="Parents">Categories it may move below: the tree has two levels, so none where it has children itself.</param>
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
                var parents = children[category.Id].Any() ? [] : children[null].Where(other => other.Id != category.Id).ToList();
                nodes.Add(new CategoryNode(
                    category, depth, i > 0 ? i - 1 : null, i < siblings.Count - 1 ? i + 1 : null, children[category.Id].Any(), parents));
                Add(category.Id, depth + 1);
            }
        }
    }
}
