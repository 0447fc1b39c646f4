using SmartMoney.Benchmarks;

return args switch
{
    ["write-path", ..] => await WritePath.RunAsync(args[1..]),
    ["end-to-end", ..] => await EndToEnd.RunAsync(args[1..]),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("""
        SmartMoney.Benchmarks: each prints a table of times and their ratios, measured in one run.

          write-path [rows]    the ledger's write path (role, policy, staging, totals, history) beside a bare COPY
          end-to-end [records [formats]]
                               the whole stack through the gateway: import of each format, dashboard, memory
        """);
    return 2;
}
