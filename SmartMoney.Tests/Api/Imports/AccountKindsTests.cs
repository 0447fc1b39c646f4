using Shouldly;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Features.Imports.Staging;
using Xunit;

namespace SmartMoney.Tests.Api.Imports;

public class AccountKindsTests
{
    [Theory]
    [InlineData("楽天銀行", AccountKind.Bank)]
    [InlineData("Deutsche Bank", AccountKind.Bank)]
    [InlineData("PayPay銀行", AccountKind.Bank)]
    [InlineData("三井住友カード", AccountKind.CreditCard)]
    [InlineData("PayPayカード", AccountKind.CreditCard)]
    [InlineData("ＪＣＢ ＣＡＲＤ", AccountKind.CreditCard)]
    [InlineData("PayPay", AccountKind.EMoney)]
    [InlineData("モバイルSuica", AccountKind.EMoney)]
    [InlineData("楽天Edy", AccountKind.EMoney)]
    [InlineData("ｄ払い", AccountKind.EMoney)]
    [InlineData("財布", AccountKind.Cash)]
    [InlineData("Wallet", AccountKind.Cash)]
    [InlineData("SBI証券", AccountKind.Investment)]
    [InlineData("MoneyForward", AccountKind.Other)]
    [InlineData("", AccountKind.Other)]
    public void A_name_tells_the_kind_where_it_can(string name, AccountKind kind) => AccountKinds.Guess(name).ShouldBe(kind);
}
