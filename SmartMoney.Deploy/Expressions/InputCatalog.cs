using SmartMoney.Deploy.Manifest;

namespace SmartMoney.Deploy.Expressions;

/// <summary>What an input becomes: a secret, or a variable of <c>.env</c>.</summary>
/// <param name="Name">The secret's name, or the variable's.</param>
/// <param name="Source">What the manifest calls it.</param>
/// <param name="Input">What the manifest says of it.</param>
public sealed record InputEntry(string Name, string Source, ParameterInput Input);

/// <summary>All inputs of a manifest with the names they get.</summary>
public sealed class InputCatalog
{
    // A parameter has one input, of this name.
    private const string OnlyInput = "value";
    private readonly Dictionary<(string Resource, string Input), InputEntry> _entries = [];

    /// <summary>Names the inputs of a manifest.</summary>
    public InputCatalog(AppManifest manifest)
    {
        foreach (var resource in manifest.Resources)
        {
            foreach (var input in resource.Inputs)
            {
                var name = resource is ParameterResource && input.Name == OnlyInput ? resource.Name : $"{resource.Name}-{input.Name}";
                _entries.TryAdd((resource.Name, input.Name), new(input.Secret ? name : VariableName(name), name, input));
            }
        }
    }

    /// <summary>All entries, in the order of the file.</summary>
    public IReadOnlyCollection<InputEntry> All => _entries.Values;

    /// <summary>The entry of an input; null where there is none.</summary>
    public InputEntry? Find(string resource, string input) => _entries.GetValueOrDefault((resource, input));

    /// <summary><c>base-currency</c> is <c>BASE_CURRENCY</c> in <c>.env</c>.</summary>
    public static string VariableName(string name) =>
        string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}
