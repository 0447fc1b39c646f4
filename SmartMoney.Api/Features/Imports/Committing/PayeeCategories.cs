using SmartMoney.Api.Features.Rules;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Imports.Committing;

/// <summary>What the book's rules say about the payees of the rows that a commit creates or adds to.</summary>
internal static class PayeeCategories
{
    private const string Create = """
        DROP TABLE IF EXISTS pg_temp.staged_rules;
        CREATE TEMP TABLE staged_rules (payee text PRIMARY KEY, category_id uuid NOT NULL) ON COMMIT DROP;
        """;

    private const string Payees = """
        SELECT DISTINCT payee FROM staged_lines s WHERE outcome = 1 AND payee <> '' AND NOT EXISTS (SELECT FROM matched d WHERE d.line = s.line)
        UNION SELECT t.payee FROM adopted a JOIN transactions t ON t.book_id = $1 AND t.id = a.transaction_id
        """;

    private const string Add = "INSERT INTO staged_rules (payee, category_id) SELECT * FROM unnest($1::text[], $2::uuid[])";

    /// <summary>Stages the category of each payee that a rule speaks of. A book without rules costs one query.</summary>
    public static async Task StageAsync(BookSession session, CancellationToken cancel)
    {
        await session.RunAsync(Create, [], cancel);
        var found = await session.CategoriesOfAsync(end => session.ReadAsync(Payees, [session.BookId], row => row.GetString(0), end), cancel);
        if (found.Count > 0)
            await session.RunAsync(Add, [found.Select(payee => payee.Payee).ToArray(), found.Select(payee => payee.CategoryId).ToArray()], cancel);
    }
}
