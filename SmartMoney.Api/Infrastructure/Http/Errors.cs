using Microsoft.AspNetCore.Http.HttpResults;
using SmartMoney.Domain;

namespace SmartMoney.Api.Infrastructure.Http;

/// <summary>Collects what is wrong with a request, by field, so that everything is reported at once.</summary>
public sealed class Errors
{
    private readonly Dictionary<string, List<string>> byField = new(StringComparer.Ordinal);

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => byField.Count > 0;

    /// <summary>Notes that a field cannot be accepted.</summary>
    /// <param name="field">Its JSON or query name.</param>
    /// <param name="message">A sentence that names the remedy.</param>
    public void Add(string field, string message)
    {
        if (!byField.TryGetValue(field, out var messages))
            byField[field] = messages = [];
        messages.Add(message);
    }

    /// <summary>Adds the message unless the condition holds.</summary>
    public void Require(bool condition, string field, string message)
    {
        if (!condition)
            Add(field, message);
    }

    /// <summary>Requires 1 to <paramref name="limit"/> characters that are not all white space, and what <see cref="RequireLength"/> requires.</summary>
    public void RequireText(string? value, string field, int limit)
    {
        if (string.IsNullOrWhiteSpace(value))
            Add(field, $"'{field}' is required.");
        else
            RequireLength(value, field, limit);
    }

    /// <summary>
    /// Requires at most <paramref name="limit"/> characters, no NUL, which PostgreSQL cannot store, and none of Unicode's noncharacters and
    /// half surrogate pairs, which are no text.
    /// </summary>
    public void RequireLength(string? value, string field, int limit)
    {
        if (value is null)
            return;
        Require(value.Length <= limit, field, $"'{field}' may have at most {limit} characters; it has {value.Length}.");
        Require(!value.Contains('\0', StringComparison.Ordinal), field, $"'{field}' may not contain NUL characters.");
        Require(CompatibilityForm.IsText(value), field, $"'{field}' holds something that is no character (such as U+FFFE, or half of a pair): leave it out.");
    }

    /// <summary>The answer: 422 with all messages by field.</summary>
    public ProblemHttpResult Problem() =>
        Problems.Invalid(byField.ToDictionary(field => field.Key, field => field.Value.ToArray(), StringComparer.Ordinal));
}
