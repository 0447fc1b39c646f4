using System.Buffers;
using System.Globalization;

namespace SmartMoney.Deploy.Problems;

/// <summary>A place in the manifest, as a normalised JSON path (RFC 9535).</summary>
public sealed record JsonPlace(string File, string Path)
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>The whole document.</summary>
    public static JsonPlace Root(string file) => new(file, "$");

    /// <summary>The member of this object.</summary>
    public JsonPlace Member(string name) =>
        this with { Path = Path + (IsPlain(name) ? "." + name : "['" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "']") };

    /// <summary>The element of this array, counted from 0.</summary>
    public JsonPlace Element(int index) => this with { Path = Path + string.Create(CultureInfo.InvariantCulture, $"[{index}]") };

    /// <summary>For a problem.</summary>
    public Location Where => new(File, Path);

    private static bool IsPlain(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(NameCharacters);
}
