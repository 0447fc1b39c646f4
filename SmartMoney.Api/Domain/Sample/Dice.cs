namespace SmartMoney.Domain.Sample;

/// <summary>
/// Numbers that look random and are the same for ever: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). The base class
/// library's generator may change between versions, which would change the sample.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number between two, both included.</summary>
    public long Between(long least, long most) => least + (long)(Next() % (ulong)(most - least + 1));

    /// <summary>One of some things.</summary>
    public T Of<T>(IReadOnlyList<T> things) => things[(int)Between(0, things.Count - 1)];

    /// <summary>True so many times in a hundred.</summary>
    public bool Happens(int percent) => Between(1, 100) <= percent;

    private ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
