namespace SmartMoney.Domain.Categories;

/// <summary>How often a payee's rows have a category.</summary>
/// <param name="Count">Rows, at least 1.</param>
public sealed record SeenPayee(string Payee, Guid CategoryId, int Count);

/// <summary>What a suggested category rests on.</summary>
public enum SuggestionBasis
{
    /// <summary>Rows of the same payee.</summary>
    Payee,

    /// <summary>Rows whose payee has a word in common.</summary>
    Word,
}

/// <summary>A category that a row without one may belong in, and why.</summary>
/// <param name="Basis">What it rests on.</param>
/// <param name="Word">The word in common, as <see cref="PayeeText.Words"/> has it; null for the payee itself.</param>
/// <param name="Matching">Rows of that payee, or with that word, that have the category.</param>
/// <param name="Seen">Rows of that payee, or with that word, that have any category.</param>
public sealed record CategorySuggestion(Guid CategoryId, SuggestionBasis Basis, string? Word, int Matching, int Seen);

/// <summary>
/// Suggests categories from what a book's rows already have. Counting, so that the reason can be told: what more than half of a payee's
/// rows have, else what at least three quarters of the rows have whose payee shares a word, of two rows or more.
/// </summary>
public sealed class CategoryLearning
{
    private const int LeastWithWord = 2;

    private readonly Dictionary<Guid, Dictionary<Guid, int>> byPayee = [];
    private readonly Dictionary<string, Dictionary<Guid, int>> byWord = new(StringComparer.Ordinal);

    /// <summary>Learns from the rows that have a category.</summary>
    public CategoryLearning(IEnumerable<SeenPayee> seen)
    {
        foreach (var (payee, category, count) in seen)
        {
            Add(byPayee, PayeeText.Key(payee), category, count);
            foreach (var word in PayeeText.Words(payee))
                Add(byWord, word, category, count);
        }
    }

    /// <summary>The category for a payee; null where the book has nothing to go by, or is of two minds.</summary>
    /// <param name="payee">As the row has it.</param>
    /// <param name="fits">Whether a row of this kind can be in a category at all: others are not counted.</param>
    public CategorySuggestion? Suggest(string payee, Func<Guid, bool> fits)
    {
        if (byPayee.TryGetValue(PayeeText.Key(payee), out var own))
        {
            var (category, matching, seen) = Best(own, fits);
            if (seen > 0)
                return matching * 2 > seen ? new(category, SuggestionBasis.Payee, Word: null, matching, seen) : null;
        }

        return PayeeText.Words(payee)
            .Where(byWord.ContainsKey)
            .Select(word => (Word: word, Best: Best(byWord[word], fits)))
            .Where(found => found.Best.Seen >= LeastWithWord && found.Best.Matching * 4 >= found.Best.Seen * 3)
            // The clearest word, then the best known, then the earliest: names begin with the brand.
            .OrderByDescending(found => (double)found.Best.Matching / found.Best.Seen).ThenByDescending(found => found.Best.Seen)
            .Select(found => new CategorySuggestion(found.Best.Category, SuggestionBasis.Word, found.Word, found.Best.Matching, found.Best.Seen))
            .FirstOrDefault();
    }

    private static void Add<T>(Dictionary<T, Dictionary<Guid, int>> counts, T key, Guid category, int count)
        where T : notnull
    {
        if (!counts.TryGetValue(key, out var of))
            counts[key] = of = [];
        of[category] = of.GetValueOrDefault(category) + count;
    }

    private static (Guid Category, int Matching, int Seen) Best(Dictionary<Guid, int> counts, Func<Guid, bool> fits)
    {
        var fitting = counts.Where(count => fits(count.Key)).ToList();
        if (fitting.Count == 0)
            return default;
        // Of equals the lowest id, so that the same book says the same every time.
        var best = fitting.OrderByDescending(count => count.Value).ThenBy(count => count.Key).First();
        return (best.Key, best.Value, fitting.Sum(count => count.Value));
    }
}
