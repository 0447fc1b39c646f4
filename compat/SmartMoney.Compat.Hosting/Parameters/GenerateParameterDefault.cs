using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value. The alphabets leave out letters that are easily taken for others (i, l, o).</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string LowerCase = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCase = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Signs = "-_.{}~()*+!";

    /// <summary>The least length, in characters.</summary>
    public int MinLength { get; set; } = 22;

    /// <summary>Whether small letters may appear.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether capital letters may appear.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether digits may appear.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether signs may appear.</summary>
    public bool Special { get; set; } = true;

    /// <summary>The least number of small letters.</summary>
    public int MinLower { get; set; }

    /// <summary>The least number of capital letters.</summary>
    public int MinUpper { get; set; }

    /// <summary>The least number of digits.</summary>
    public int MinNumeric { get; set; }

    /// <summary>The least number of signs.</summary>
    public int MinSpecial { get; set; }

    /// <inheritdoc/>
    public override void WriteToManifest(ManifestPublishingContext context)
    {
        var writer = context.Writer;
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        WriteIfFalse("lower", Lower);
        WriteIfFalse("upper", Upper);
        WriteIfFalse("numeric", Numeric);
        WriteIfFalse("special", Special);
        WriteIfNotZero("minLower", MinLower);
        WriteIfNotZero("minUpper", MinUpper);
        WriteIfNotZero("minNumeric", MinNumeric);
        WriteIfNotZero("minSpecial", MinSpecial);
        writer.WriteEndObject();

        void WriteIfFalse(string name, bool value)
        {
            if (!value)
            {
                writer.WriteBoolean(name, value);
            }
        }

        void WriteIfNotZero(string name, int value)
        {
            if (value != 0)
            {
                writer.WriteNumber(name, value);
            }
        }
    }

    /// <summary>A new random value each time.</summary>
    public override string GetDefaultValue()
    {
        (string Alphabet, bool Allowed, int Least)[] kinds =
        [
            (LowerCase, Lower, MinLower),
            (UpperCase, Upper, MinUpper),
            (Digits, Numeric, MinNumeric),
            (Signs, Special, MinSpecial),
        ];
        var all = string.Concat(kinds.Where(k => k.Allowed).Select(k => k.Alphabet));
        if (all.Length == 0)
        {
            throw new InvalidOperationException("A generated value needs at least one kind of character.");
        }

        var characters = kinds.Where(k => k.Allowed)
            .SelectMany(k => RandomNumberGenerator.GetItems<char>(k.Alphabet, k.Least))
            .ToList();
        characters.AddRange(RandomNumberGenerator.GetItems<char>(all, Math.Max(0, MinLength - characters.Count)));
        var result = characters.ToArray();
        RandomNumberGenerator.Shuffle(result.AsSpan());
        return new string(result);
    }
}
