namespace SmartMoney.Tests.Api.Households;

/// <summary>三井住友銀行: every row of the bank's account, in its katakana, with the running balance; no categories, no ids.</summary>
internal sealed class SmbcFile(Habits habits) : AppFile(habits)
{
    protected override string Header => "年月日,お引出し,お預入れ,お取り扱い内容,残高,メモ,ラベル";

    protected override IEnumerable<AppRecord> Records(HouseholdEvent one, Func<HouseholdEvent, DateOnly, bool> mayBeNoted)
    {
        if (one.In(Names.Bank) is { } movement)
        {
            yield return new(one.Day, one.Minute,
                [
                    Date(one.Day, "yyyy/M/d"), movement.Amount < 0 ? Yen(-movement.Amount) : "", movement.Amount > 0 ? Yen(movement.Amount) : "",
                    BankText.Short(one), "", "", "",
                ],
                new Told(one, movement));
        }
    }

    protected override IReadOnlyList<AppRecord> Complete(IReadOnlyList<AppRecord> records)
    {
        var balance = 500_000L;
        foreach (var record in records)
            record.Fields[4] = Yen(balance += record.Tells[0].Movement.Amount);
        return records;
    }
}
