using System.Globalization;
using SmartMoney.Domain;

namespace SmartMoney.Benchmarks.Generating;

/// <summary>What a household does again and again.</summary>
/// <param name="Weight">How often, compared with the others.</param>
/// <param name="Payee">With whom.</param>
/// <param name="Large">First-level category.</param>
/// <param name="Middle">Second-level category.</param>
/// <param name="From">One end of the amounts, negative = spent.</param>
/// <param name="To">The other end.</param>
internal sealed record GeneratedTemplate(int Weight, string Payee, string Large, string Middle, int From, int To)
{
    /// <summary>One of them, by weight.</summary>
    public static GeneratedTemplate Pick(IReadOnlyList<GeneratedTemplate> templates, SplitMix64 random)
    {
        var at = random.Next(templates.Sum(template => template.Weight));
        foreach (var template in templates)
        {
            at -= template.Weight;
            if (at < 0)
                return template;
        }
        return templates[0];
    }
}

/// <summary>Names of accounts, as many as are wanted.</summary>
internal static class GeneratedAccounts
{
    private static readonly string[] Institutions = ["三菱ＵＦＪ銀行", "楽天カード", "財布", "ゆうちょ銀行", "モバイルSuica", "住信ＳＢＩネット銀行", "ＰａｙＰａｙ", "㈱髙島屋カード"];

    /// <summary>The name of an account, from 0.</summary>
    public static string Name(int index)
    {
        var round = index / Institutions.Length;
        return round == 0 ? Institutions[index] : string.Create(CultureInfo.InvariantCulture, $"{Institutions[index % Institutions.Length]} {round + 1}");
    }
}
