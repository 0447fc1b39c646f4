namespace SmartMoney.Domain.Sample;

/// <summary>
/// Numbers that look random and are the same for ever. The base class library's generator may change between versions, which would change
/// the sample.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private readonly SplitMix64 numbers = new(seed);

    /// <summary>A number between two, both included.</summary>
    public long Between(long least, long most) => least + (long)(numbers.NextUInt64() % (ulong)(most - least + 1));

    /// <summary>One of some things.</summary>
    public T Of<T>(IReadOnlyList<T> things) => things[(int)Between(0, things.Count - 1)];

    /// <summary>True so many times in a hundred.</summary>
    public bool Happens(int percent) => Between(1, 100) <= percent;
}
