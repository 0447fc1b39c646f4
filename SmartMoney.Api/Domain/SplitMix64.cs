namespace SmartMoney.Domain;

/// <summary>A small generator of repeatable numbers (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): the same on every machine and runtime.</summary>
public sealed class SplitMix64(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to below <paramref name="count"/>.</summary>
    public int Next(int count) => (int)(NextUInt64() % (ulong)count);

    /// <summary>Between two numbers, both included, in either order.</summary>
    public int Next(int one, int other) => Math.Min(one, other) + Next(Math.Abs(other - one) + 1);
}
