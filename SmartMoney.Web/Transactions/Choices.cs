using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Transactions;

/// <summary>What the lists of the transactions' pages offer, and names and digits by id.</summary>
public sealed class Choices(IReadOnlyList<Account> accounts, IReadOnlyList<Category> categories)
{
    private readonly Dictionary<Guid, Account> accountsById = accounts.ToDictionary(account => account.Id);
    private readonly Dictionary<Guid, Category> categoriesById = categories.ToDictionary(category => category.Id);

    public IReadOnlyList<Account> Accounts => accounts;

    public IReadOnlyList<Category> Categories => categories;

    /// <summary>Accounts that can take a new row: open ones, and the one that is chosen already.</summary>
    public IEnumerable<Account> Open(Guid? chosen) => accounts.Where(account => account.ClosedOn is null || account.Id == chosen);

    /// <summary>Reads both lists of a book.</summary>
    public static async Task<Choices> ReadAsync(ApiClient api, Guid book, CancellationToken cancellationToken)
    {
        var accounts = api.AccountsAsync(book, cancellationToken);
        var categories = api.CategoriesAsync(book, cancellationToken);
        await Task.WhenAll(accounts, categories);
        return new Choices(await accounts, await categories);
    }

    public string AccountName(Guid id) => accountsById.GetValueOrDefault(id)?.Name ?? "";

    public int Digits(Guid accountId) => accountsById.GetValueOrDefault(accountId)?.CurrencyDigits ?? 0;

    /// <summary>The category's name below its parent's, null where there is none.</summary>
    public string? CategoryName(Guid? id) => id is { } known && categoriesById.TryGetValue(known, out var category)
        ? category.ParentId is { } parent && categoriesById.TryGetValue(parent, out var above) ? $"{above.Name} › {category.Name}" : category.Name
        : null;
}
