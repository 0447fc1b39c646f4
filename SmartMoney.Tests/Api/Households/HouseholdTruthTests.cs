using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using SmartMoney.Benchmarks.Generating;
using SmartMoney.Domain;
using SmartMoney.Tests.Api.Drivers;
using SmartMoney.Tests.Api.Imports.Drivers;
using SmartMoney.Tests.Infrastructure.Requirements;
using Xunit;

namespace SmartMoney.Tests.Api.Households;

/// <summary>
/// Random households with exports of four apps that tell of the same events: whatever is uploaded in whatever order, once all suspected rows are taken for
/// the same and all suggested transfers are confirmed, balances, months and categories are those of the truth. A household decides a few things
/// as a person would have to, because no file could tell otherwise: see <see cref="Uploads"/> on days that are off, and <see cref="MoneyForwardFile"/> on equal withdrawals.
/// </summary>
[Trait("needs", "postgres")]
public abstract class HouseholdTruthTests(Installation api)
{
    public static TheoryData<int> Tens(int first, int count) => [.. Enumerable.Range(0, count / 10).Select(ten => first + (ten * 10))];

    protected async Task HoldAsync(int first, int count)
    {
        List<string> wrong = [];
        for (var seed = first; seed < first + count; seed++)
        {
            if (await DifferenceAsync(seed) is { } difference)
                wrong.Add(difference);
        }

        wrong.ShouldBeEmpty();
    }

    private async Task<string?> DifferenceAsync(int seed)
    {
        var habits = new Habits(new SplitMix64((ulong)seed));
        var events = HouseholdLife.Make(habits);
        var uploads = Uploads.Make(events, habits);
        var confirmsEachTime = habits.Random.Next(3) == 0;
        var uploadsAllFirst = habits.Random.Next(3) == 0;
        var book = await ImportingBook.NewAsync(api);
        List<Guid> previews = [];
        foreach (var upload in uploads)
        {
            var preview = (await book.UploadAsync(upload.Bytes)).ShouldBe(201);
            ((string?)preview["format"]).ShouldBe(upload.Format);
            ((int)preview["errorCount"]!).ShouldBe(0, preview.Text);
            if (uploadsAllFirst)
                previews.Add(preview.Id);
            else
                await SaveAsync(preview.Id);
        }

        foreach (var preview in previews)
            await SaveAsync(preview);

        await ConfirmAsync(book);
        var truth = KnownTruth.Of(uploads);
        List<string> wrong = [.. Differences(await BalancesAsync(book), truth.Balances)];
        var names = await CategoryKeysAsync(book);
        SortedDictionary<string, long> months = new(StringComparer.Ordinal), categories = new(StringComparer.Ordinal), known = new(StringComparer.Ordinal);
        for (var month = 0; month < habits.Months; month++)
        {
            var label = habits.From.AddMonths(month).ToString("yyyy-MM", CultureInfo.InvariantCulture);
            var summary = (await book.Owner.GetAsync($"{book.Path}/reports/summary?month={label}")).ShouldBe(200);
            (months[label + " income"], months[label + " expense"]) = ((long)summary["income"]!, (long)summary["expense"]!);
            ((long)summary["net"]!).ShouldBe(months[label + " income"] + months[label + " expense"]);
            (known[label + " income"], known[label + " expense"]) = truth.Months.GetValueOrDefault(label);
            var report = (await book.Owner.GetAsync($"{book.Path}/reports/categories?from={label}&to={label}")).ShouldBe(200);
            foreach (var item in report.Items.Where(item => (long)item["amount"]! != 0))
                categories[$"{label} {((Guid?)item["categoryId"] is { } id ? names[id] : "-")} {(string?)item["kind"]}"] = (long)item["amount"]!;
        }

        wrong.AddRange(Differences(months, known));
        wrong.AddRange(Differences(categories, truth.Categories));
        (await book.TransactionsAsync()).ShouldBeGreaterThan(0);
        return wrong.Count == 0 ? null : $"household {seed} ({string.Join(", ", uploads)}{(confirmsEachTime ? "; confirms each time" : "")}{(uploadsAllFirst ? "; uploads all first" : "")}): {string.Join("; ", wrong)}\n";

        async Task SaveAsync(Guid preview)
        {
            (await book.CommitAsync(preview, new { allSame = true })).ShouldBe(200);
            if (confirmsEachTime)
                await ConfirmAsync(book);
        }
    }

    private static async Task ConfirmAsync(ImportingBook book) => (await book.Owner.PostAsync($"{book.Path}/transfers/confirm", new { })).ShouldBe(200);

    private static async Task<SortedDictionary<string, long>> BalancesAsync(ImportingBook book) => new(
        (await book.Owner.GetAsync($"{book.Path}/accounts")).ShouldBe(200).Items.ToDictionary(account => (string)account["name"]!, account => (long)account["balance"]!),
        StringComparer.Ordinal);

    // Built-in categories by their key, the book's own by their path.
    private static async Task<Dictionary<Guid, string>> CategoryKeysAsync(ImportingBook book)
    {
        var all = (await book.Owner.GetAsync($"{book.Path}/categories?limit=500")).ShouldBe(200).Items.ToDictionary(row => (Guid)row["id"]!);
        return all.ToDictionary(row => row.Key, row => (string?)row.Value["builtIn"] ?? Path(row.Value));

        string Path(JsonNode row) => (Guid?)row["parentId"] is { } parent ? $"{Path(all[parent])}/{(string?)row["name"]}" : (string)row["name"]!;
    }

    private static IEnumerable<string> Differences(SortedDictionary<string, long> found, SortedDictionary<string, long> truth) =>
        from key in found.Keys.Union(truth.Keys, StringComparer.Ordinal)
        let one = found.GetValueOrDefault(key)
        let other = truth.GetValueOrDefault(key)
        where one != other
        select string.Create(CultureInfo.InvariantCulture, $"{key} is {one}, not {other}");
}

/// <summary>200 households; in the usual run the first 40.</summary>
public sealed class HouseholdTruthTestsOn15(InstallationOn15 api) : HouseholdTruthTests(api), IClassFixture<InstallationOn15>
{
    [RequiresTheory]
    [MemberData(nameof(Tens), 1, 40)]
    public Task Everything_adds_up_in_ten_households_from(int seed) => HoldAsync(seed, 10);

    [RequiresTheory]
    [Trait("needs", "long")]
    [MemberData(nameof(Tens), 41, 160)]
    public Task Everything_adds_up_in_ten_more_households_from(int seed) => HoldAsync(seed, 10);
}

/// <summary>40 households; in the usual run the first 10.</summary>
public sealed class HouseholdTruthTestsOn18(InstallationOn18 api) : HouseholdTruthTests(api), IClassFixture<InstallationOn18>
{
    [RequiresTheory]
    [MemberData(nameof(Tens), 1, 10)]
    public Task Everything_adds_up_in_ten_households_from(int seed) => HoldAsync(seed, 10);

    [RequiresTheory]
    [Trait("needs", "long")]
    [MemberData(nameof(Tens), 11, 30)]
    public Task Everything_adds_up_in_ten_more_households_from(int seed) => HoldAsync(seed, 10);
}
