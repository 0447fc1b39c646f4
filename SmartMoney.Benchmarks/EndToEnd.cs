using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.Testing;
using Npgsql;
using SmartMoney.Benchmarks.Generating;

namespace SmartMoney.Benchmarks;

/// <summary>
/// The whole stack as a user meets it, through the gateway: a large import of each format against a bare COPY of the very
/// rows that it made, the dashboard's reads in a large book against a small one, and the memory of the three services after it.
/// </summary>
internal static class EndToEnd
{
    private const int Pairs = 3;
    private const int SmallBook = 1_000;
    private const int Dashboards = 200;

    private static readonly string[] Formats = ["moneyforward", "zaim", "paypay", "smbc"];

    /// <summary>Starts the stack, prints the tables, stops it. Arguments: the number of records, by default 100,000, and the formats, by default all.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SmartMoney_AppHost>();
        await using var app = await builder.BuildAsync();
        await app.StartAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", patience.Token);

        using var gateway = app.CreateHttpClient("gateway", "http");
        gateway.Timeout = TimeSpan.FromMinutes(5);
        var household = await Household.SetUpAsync(gateway);
        await using var owner = new NpgsqlConnection(await app.GetConnectionStringAsync("smartmoney"));
        await owner.OpenAsync();

        foreach (var format in args.Length > 1 ? args[1..] : Formats)
            await ImportsAsync(household, owner, format, count);
        await DashboardsAsync(household, count);
        await MemoryAsync(gateway);
        return 0;
    }

    private static async Task ImportsAsync(Household household, NpgsqlConnection owner, string format, int count)
    {
        List<double> upload = [], commit = [], bare = [];
        for (var run = 0; run <= Pairs; run++)
        {
            var book = await household.NewBookAsync($"{format} {run}");
            var file = File(format, run, count);
            string import = "";
            var uploadTime = await Timed(async () => import = await household.UploadAsync(book, file));
            var commitTime = await Timed(() => household.CommitAsync(book, import));
            var bareTime = await BareCopy.OfBookAsync(owner, book, count);
            if (run == 0)
                continue; // warm-up
            upload.Add(uploadTime);
            commit.Add(commitTime);
            bare.Add(bareTime);
        }

        var total = upload.Zip(commit, (first, second) => first + second).ToList();
        Print($"""
            PostgreSQL {owner.PostgreSqlVersion}, {count:N0} records of {format} through the gateway, medians of {Pairs} pairs after a warm-up
              bare COPY of the same rows, same indexes    {Median(bare),8:N0} ms    1.00 ×
              upload and preview                          {Median(upload),8:N0} ms    {Ratio(upload, bare):N2} ×
              commit                                      {Median(commit),8:N0} ms    {Ratio(commit, bare):N2} ×
              upload, preview and commit                  {Median(total),8:N0} ms    {Ratio(total, bare):N2} ×   (at most 4)

            """);
    }

    private static async Task DashboardsAsync(Household household, int count)
    {
        var (small, smallMonth) = await BookAsync("small", SmallBook);
        var (large, largeMonth) = await BookAsync("large", count);
        Print($"Through the gateway, medians of {Dashboards} in turn    {SmallBook,9:N0} transactions    {count,9:N0} transactions");
        foreach (var read in Household.DashboardReads)
            await CompareAsync(read.Split('?')[0], (book, month) => household.ReadAsync(book, read, month));
        await CompareAsync("all that the dashboard reads at once", household.DashboardAsync);

        async Task<(Guid Book, string Month)> BookAsync(string name, int rows)
        {
            var book = await household.NewBookAsync(name);
            await household.CommitAsync(book, await household.UploadAsync(book, File("moneyforward", 1, rows)));
            await household.SetGoalsAsync(book);
            return (book, await household.LatestMonthAsync(book));
        }

        async Task CompareAsync(string what, Func<Guid, string, Task> read)
        {
            List<double> smallTimes = [], largeTimes = [];
            for (var run = 0; run < Dashboards + 20; run++)
            {
                var smallTime = await Timed(() => read(small, smallMonth));
                var largeTime = await Timed(() => read(large, largeMonth));
                if (run < 20)
                    continue; // warm-up
                smallTimes.Add(smallTime);
                largeTimes.Add(largeTime);
            }

            Print($"  {what,-46} {Median(smallTimes),14:N2} ms {Median(largeTimes),18:N2} ms    {Median(largeTimes) / Median(smallTimes):N2} ×   (at most 1.3)");
        }
    }

    private static async Task MemoryAsync(HttpClient gateway)
    {
        for (var page = 0; page < 20; page++)
            using (await gateway.GetAsync(new Uri("/login", UriKind.Relative)))
            {
                // The web front has to have worked before its memory says anything.
            }

        var services = ServiceMemory.Read(["SmartMoney.Api", "SmartMoney.Web", "SmartMoney.Gateway"]);
        Print($"""
            Resident memory after it
            {string.Join('\n', services.Select(service => string.Create(CultureInfo.InvariantCulture, $"  {service.Name,-20} {service.Megabytes,6:N0} MB")))}
              together             {services.Sum(service => service.Megabytes),6:N0} MB   (under 450)
            """);
    }

    // Ten years, over five accounts where the format names any: a large household's whole history in one file.
    private static byte[] File(string format, int seed, int rows)
    {
        var options = new GeneratorOptions { Seed = seed, Rows = rows, Accounts = 5, From = new(2016, 1, 1), Months = 120 };
        return format switch
        {
            "moneyforward" => MoneyForwardGenerator.Generate(options).Bytes,
            "zaim" => ZaimGenerator.Generate(options).Bytes,
            "paypay" => PayPayGenerator.Generate(options).Bytes,
            "smbc" => SmbcGenerator.Generate(options).Bytes,
            _ => throw new ArgumentException($"There is no generator for '{format}': take {string.Join(", ", Formats)}.", nameof(format)),
        };
    }

    private static async Task<double> Timed(Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static double Ratio(List<double> numerators, List<double> denominators) =>
        Median([.. numerators.Zip(denominators, (a, b) => a / b)]);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
