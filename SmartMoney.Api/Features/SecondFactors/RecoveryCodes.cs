using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmartMoney.Api.Data;

namespace SmartMoney.Api.Features.SecondFactors;

/// <summary>
/// Ten codes for the day when the phone is gone, each good once. Sixteen letters are 79 bits: nobody guesses one, and the hash that the
/// database keeps gives none away.
/// </summary>
internal sealed class RecoveryCodes(SmartMoneyContext db)
{
    private const int Count = 10;
    private const int Length = 16;
    private const int Group = 4;

    // Without those that look alike.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Whether a text has a code's shape, however it was written.</summary>
    public static bool IsCode(string text) => Bare(text) is { Length: Length } bare && bare.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal));

    /// <summary>Makes new codes; the former ones end.</summary>
    public async Task<IReadOnlyList<string>> RenewAsync(Guid user, CancellationToken cancel)
    {
        await EndAsync(user, cancel);
        var codes = Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Alphabet, Length)).ToList();
        var hashes = codes.Select(HashOf).ToArray();
        await db.Database.ExecuteSqlAsync($"INSERT INTO recovery_codes (user_id, hash) SELECT {user}, unnest({hashes})", cancel);
        return [.. codes.Select(code => string.Join('-', code.Chunk(Group).Select(part => new string(part))))];
    }

    /// <summary>Uses a code up; false when it is none, or not any more. Of two at once one gets it.</summary>
    public async Task<bool> UseAsync(Guid user, string code, CancellationToken cancel)
    {
        var hash = HashOf(Bare(code));
        return await db.Database.ExecuteSqlAsync($"DELETE FROM recovery_codes WHERE user_id = {user} AND hash = {hash}", cancel) == 1;
    }

    /// <summary>Ends all of a user's codes.</summary>
    public Task EndAsync(Guid user, CancellationToken cancel) => db.Database.ExecuteSqlAsync($"DELETE FROM recovery_codes WHERE user_id = {user}", cancel);

    private static string Bare(string text) => new([.. text.Where(letter => letter is not ('-' or ' ')).Select(char.ToLowerInvariant)]);

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
