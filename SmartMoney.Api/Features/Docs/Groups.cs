namespace SmartMoney.Api.Features.Docs;

/// <summary>The chapters of the description, by path.</summary>
internal static class Groups
{
    /// <summary>All of them, in the order that a newcomer meets them.</summary>
    public static IReadOnlyList<(string Name, string Description)> All { get; } =
    [
        ("Setup", "The installation's first minute: the first user, who looks after it, and a book."),
        ("Auth", "Sign in and out with a browser's cookie, and who one is."),
        ("Tokens", "Bearer tokens for scripts and programs. They are looked after in the browser."),
        ("Books", "A book is a household's set of accounts, with its currency, time zone and months."),
        ("Members", "The people of a household and what each may do: viewer, editor or owner."),
        ("Invitations", "Links that let somebody join: good once, for seven days."),
        ("Accounts", "Where money lies or is owed, with balances."),
        ("Categories", "The two-level tree that income and expenses are sorted into."),
        ("Transactions", "The ledger's rows."),
        ("Transfers", "Money between the household's own accounts: entered, or found in what the files tell."),
        ("Rules", "What is decided once and for all: a payee's category."),
        ("Imports", "Bring in a bank's export: preview, commit, undo."),
        ("Reports", "Sums by month and category. Transfers count nowhere."),
        ("Goals", "What is to be saved until when, and how it stands: computed from the ledger, never stored."),
        ("Sample", "An invented household over three years, to look around in: one call brings it, one takes it away."),
        ("Export", "The ledger as a file, by the filters of the list."),
        ("Changes", "Undo what a write changed."),
        ("Health", "Whether the API can work."),
    ];

    /// <summary>A chapter's place; the last for one that is not known here.</summary>
    public static int Order(string name) => All.TakeWhile(group => group.Name != name).Count();

    /// <summary>The chapter of a path such as <c>api/v1/books/{bookId}/accounts/{id}</c>.</summary>
    public static string Of(string path)
    {
        var parts = path.Split('/').Where(part => part is not ("api" or "v1" or "{bookId}")).ToArray();
        var part = parts is ["books", var below, ..] ? below.Split('.')[0] : parts.FirstOrDefault() ?? "";
        return part.Length == 0 ? "Books" : char.ToUpperInvariant(part[0]) + part[1..];
    }
}
