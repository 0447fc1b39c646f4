namespace SmartMoney.Tests;

public class SkeletonTests
{
    [Xunit.Fact]
    public void The_house_stands() => Xunit.Assert.True(typeof(SkeletonTests).Assembly.GetName().Name == "SmartMoney.Tests");
}
