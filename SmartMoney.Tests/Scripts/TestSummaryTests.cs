using Shouldly;
using SmartMoney.Tests.Infrastructure;
using Xunit;

namespace SmartMoney.Tests.Scripts;

/// <summary>The last line of ./test, which says how a run ended.</summary>
public sealed class TestSummaryTests
{
    private const string Passed = """<UnitTestResult testName="A" duration="00:00:01.5000000" outcome="Passed" />""";
    private const string Failed = """
        <UnitTestResult testName="B(text: &quot;x&quot;)" duration="00:00:00.1000000" outcome="Failed"><Output><ErrorInfo>
        <Message>1 should be 2</Message></ErrorInfo></Output></UnitTestResult>
        """;

    private const string Skipped = """
        <UnitTestResult testName="C" duration="00:00:00.0010000" outcome="NotExecuted"><Output><ErrorInfo>
        <Message>no browser &amp; no hope</Message></ErrorInfo></Output></UnitTestResult>
        """;

    [Fact]
    public async Task Passed_tests_are_counted()
    {
        var result = await SummariseAsync(Passed + Passed, runExit: 0);
        result.ExitCode.ShouldBe(0);
        result.LastLine.ShouldBe("2 passed, 0 failed");
        result.Output.ShouldContain("1.5 s  A");
    }

    [Fact]
    public async Task Failed_tests_are_named_with_their_message()
    {
        var result = await SummariseAsync(Passed + Failed, runExit: 1);
        result.ExitCode.ShouldBe(1);
        result.LastLine.ShouldBe("1 passed, 1 failed");
        result.Output.ShouldContain("B(text: \"x\")");
        result.Output.ShouldContain("1 should be 2");
    }

    [Fact]
    public async Task The_reason_of_every_skipped_test_is_printed()
    {
        var result = await SummariseAsync(Passed + Skipped + Skipped, runExit: 0);
        result.ExitCode.ShouldBe(0);
        result.LastLine.ShouldBe("1 passed, 0 failed, 2 skipped");
        result.Output.ShouldContain("2 × no browser & no hope");
    }

    [Fact]
    public async Task A_run_in_which_no_test_ran_is_no_success()
    {
        var result = await SummariseAsync(Skipped, runExit: 0);
        result.ExitCode.ShouldBe(1);
        result.LastLine.ShouldBe("0 passed, 0 failed, 1 skipped");
    }

    [Fact]
    public async Task A_run_that_broke_off_is_no_success_although_no_test_failed()
    {
        var result = await SummariseAsync(Passed, runExit: 134);
        result.ExitCode.ShouldBe(1);
        result.LastLine.ShouldBe("1 passed, 1 failed");
        result.Output.ShouldContain("broke off (exit code 134)");
    }

    [Fact]
    public async Task A_run_that_left_no_results_is_no_success()
    {
        var result = await Shell.RunAsync("node", Repository.PathOf("scripts/test-summary.mjs"), "/nowhere/run.trx", "1");
        result.ExitCode.ShouldBe(1);
        result.LastLine.ShouldBe("0 passed, 1 failed");
    }

    private static async Task<ShellResult> SummariseAsync(string results, int runExit)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"<TestRun><Results>{results}</Results></TestRun>");
        var result = await Shell.RunAsync("node", Repository.PathOf("scripts/test-summary.mjs"), file, $"{runExit}");
        File.Delete(file);
        return result;
    }
}
