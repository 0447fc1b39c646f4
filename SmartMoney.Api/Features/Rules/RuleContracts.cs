using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Rules;

/// <summary>What a payee's rows are to be from now on. A rule of the same payee is replaced.</summary>
/// <param name="Payee">Required: 1 to 500 characters; letter case, width and white space do not matter.</param>
/// <param name="CategoryId">Required: a category of the book.</param>
/// <param name="Apply">Whether the payee's rows that have no category get it now; true unless given.</param>
/// <param name="TransactionIds">Up to 500 transactions that get it now whatever category they have.</param>
public sealed record NewRule(string? Payee, Guid? CategoryId, bool? Apply = null, IReadOnlyList<Guid>? TransactionIds = null);

/// <summary>What is to change about a rule; what is absent stays. Rows that are there stay as they are.</summary>
/// <param name="Payee">1 to 500 characters.</param>
/// <param name="CategoryId">A category of the book.</param>
public sealed record RulePatch(Optional<string> Payee, Optional<Guid?> CategoryId);

/// <summary>A payee's category, decided once and for all: rows get it as they come in, whatever category their file names.</summary>
/// <param name="Version">Counts the rule's changes, starting at 1: its ETag.</param>
public record RuleView(Guid Id, string Payee, Guid CategoryId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version)
{
    internal static RuleView Of(Rule rule) =>
        new(rule.Id, rule.Payee, rule.CategoryId, rule.CreatedAt.ToUniversalTime(), rule.UpdatedAt.ToUniversalTime(), rule.Version);
}

/// <summary>A rule that was made or replaced.</summary>
/// <param name="Applied">How many transactions got the category now, in the same change as the rule.</param>
public sealed record MadeRule(Guid Id, string Payee, Guid CategoryId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version, int Applied)
    : RuleView(Id, Payee, CategoryId, CreatedAt, UpdatedAt, Version)
{
    internal static MadeRule Of(Rule rule, int applied) =>
        new(rule.Id, rule.Payee, rule.CategoryId, rule.CreatedAt.ToUniversalTime(), rule.UpdatedAt.ToUniversalTime(), rule.Version, applied);
}
