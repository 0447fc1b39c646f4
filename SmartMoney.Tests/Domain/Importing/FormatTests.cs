using Shouldly;
using SmartMoney.Domain.Importing;
using Xunit;

namespace SmartMoney.Tests.Domain.Importing;

public class FormatTests
{
    [Theory]
    [InlineData(Statement.Header, "moneyforward")]
    [InlineData(ZaimTests.Header, "zaim")]
    [InlineData(PayPayTests.Header, "paypay")]
    [InlineData(SmbcTests.Header, "smbc")]
    public async Task A_header_is_of_one_format_and_no_other(string header, string format)
    {
        var file = await Statement.OfFile(header);

        file.Detection.Format!.Id.ShouldBe(format);
        StatementFormats.All.Where(candidate => candidate.Recognises(file.Head)).ShouldHaveSingleItem().Id.ShouldBe(format);
    }

    [Fact]
    public void Ids_and_names_are_unique_and_found_again()
    {
        StatementFormats.All.Select(format => format.Name).ShouldBeUnique();
        StatementFormats.All.ShouldAllBe(format => StatementFormats.Find(format.Id) == format);
    }
}
