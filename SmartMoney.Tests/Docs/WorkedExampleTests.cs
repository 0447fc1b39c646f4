using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Infrastructure;
using SmartMoney.Tests.Infrastructure.Requirements;
using SmartMoney.Web.Formatting;
using Xunit;

namespace SmartMoney.Tests.Docs;

/// <summary>docs/worked-example.md: its rows are entered over the API, and every figure on the page is held to the answer.</summary>
[Trait("needs", "postgres")]
public abstract partial class WorkedExampleTests(Installation api)
{
    private static readonly DateTimeOffset Today = new(2026, 6, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs/worked-example.md"));

    [RequiresFact]
    public async Task Every_month_and_every_figure_is_what_the_API_answers()
    {
        await using var host = api.Replica(new() { Clock = new ManualClock(Today) });
        var ann = await host.SignInAsync(Installation.Email);
        var path = await api.NewBookAsync("JPY");
        var accounts = await EnterAsync(ann, path);

        foreach (var month in Tables("Month", "Income", "Expense", "Net").Single())
        {
            var summary = (await ann.GetAsync($"{path}/reports/summary?month={month[0]}")).ShouldBe(200);
            new[] { "income", "expense", "net" }.Select(name => (long)summary[name]!).ShouldBe(month[1..].Select(Amount), month[0]);
        }

        var figures = 0;
        foreach (Match section in Goal().Matches(Document))
        {
            var body = JsonNode.Parse(section.Groups["body"].Value)!.AsObject();
            if (body["accounts"] is JsonArray named)
                body["accountIds"] = new JsonArray([.. named.Select(name => (JsonNode)accounts[(string)name!])]);
            body.Remove("accounts");
            var made = (await ann.PostAsync($"{path}/goals", body)).ShouldBe(201);
            var goal = (await ann.GetAsync($"{path}/goals/{made.Id}?extraPerMonth=20000")).ShouldBe(200).Json;
            foreach (var row in TablesIn(section.Value, "Figure", "Arithmetic", "Value").SelectMany(table => table))
            {
                Value(goal, row[0]).ShouldBe(row[2] == "none" ? null : row[2].Replace(",", "", StringComparison.Ordinal).Replace('−', '-'), $"{body["name"]}: {row[0]}");
                figures++;
            }
        }

        figures.ShouldBeGreaterThan(60);
    }

    [Fact]
    public void Every_sum_on_the_page_comes_to_its_value()
    {
        var sums = Tables("Figure", "Arithmetic", "Value").SelectMany(table => table).Where(row => Sum().IsMatch(row[1])).ToList();
        sums.Count.ShouldBeGreaterThan(25);
        foreach (var row in sums)
            Amount(row[1]).ShouldBe(Amount(row[2]), $"{row[0]}: {row[1]}");
    }

    [Fact]
    public void The_page_says_which_day_it_is() =>
        Document.ShouldContain($"**{Today.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}**");

    private async Task<Dictionary<string, Guid>> EnterAsync(ApiUser ann, string path)
    {
        var rows = Tables("Date", "Account", "Category", "Amount", "Note").Single();
        var accounts = new Dictionary<string, Guid>();
        foreach (var name in rows.Select(row => row[1]).Distinct())
            accounts[name] = (await ann.PostAsync($"{path}/accounts", new { name, kind = "bank" })).ShouldBe(201).Id;
        var categories = new Dictionary<string, Guid?> { [""] = null };
        foreach (var name in rows.Select(row => row[2]).Distinct().Where(name => name.Length > 0))
            categories[name] = (await ann.PostAsync($"{path}/categories", new { name = "My " + name, kind = name == "Salary" ? "income" : "expense" })).ShouldBe(201).Id;

        foreach (var row in rows)
        {
            row[4].ShouldBeOneOf("", "transfer", "excluded", "refund", "after today");
            var (date, amount) = (row[0], Amount(row[3]));
            if (row[4] != "transfer")
            {
                (await ann.PostAsync($"{path}/transactions", new
                {
                    accountId = accounts[row[1]], date, amount, categoryId = categories[row[2]], excluded = row[4] == "excluded",
                })).ShouldBe(201);
            }
            else if (amount < 0)
            {
                // Its other side is the row that takes in what this one gives away.
                var other = rows.Single(candidate => candidate[4] == "transfer" && candidate[0] == date && Amount(candidate[3]) == -amount);
                (await ann.PostAsync($"{path}/transfers", new
                {
                    fromAccountId = accounts[row[1]], toAccountId = accounts[other[1]], date, amount = -amount,
                })).ShouldBe(201);
            }
        }

        return accounts;
    }

    private static string? Value(JsonNode goal, string path) =>
        path.Split('.').Aggregate((JsonNode?)goal, (node, member) => node![member])?.ToString();

    private static long Amount(string text) =>
        AmountText.TryParse(text, 0, out var amount) ? amount : throw new FormatException($"'{text}' is no amount.");

    private static List<List<string[]>> Tables(params string[] head) => TablesIn(Document, head);

    // The rows of every table with that head, each as its cells.
    private static List<List<string[]>> TablesIn(string text, params string[] head) =>
    [
        .. Table().Matches(text).Select(table => table.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Cells).ToList())
            .Where(rows => rows[0].SequenceEqual(head)).Select(rows => rows[2..]),
    ];

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    [GeneratedRegex(@"(?m)(^\|.*\|$\n?)+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Table();

    [GeneratedRegex(@"```json\n(?<body>.*?)```.*?(?=\n## |\z)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Goal();

    [GeneratedRegex("^[0-9,()+−×÷ ]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sum();
}

public sealed class WorkedExampleTestsOn15(InstallationOn15 api) : WorkedExampleTests(api), IClassFixture<InstallationOn15>;

public sealed class WorkedExampleTestsOn18(InstallationOn18 api) : WorkedExampleTests(api), IClassFixture<InstallationOn18>;
