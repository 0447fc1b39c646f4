using SmartMoney.Deploy.Compose;
using SmartMoney.Deploy.Expressions;
using SmartMoney.Deploy.Manifest;
using SmartMoney.Deploy.Policy;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>A secret: how it is made, and where it was declared. Its value is nowhere in the bundle.</summary>
/// <param name="Rule">How to generate it; null when a person gives it.</param>
internal sealed record SecretSource(string Name, GenerateRule? Rule, Location Where);

/// <summary>A secret as one service reads it.</summary>
internal sealed record SecretReader(string Service, int Uid, SecretSource Secret)
{
    /// <summary>Its name in the Compose file.</summary>
    public string ComposeName => $"{Service}-{Secret.Name}";

    /// <summary>Its file, relative to the bundle.</summary>
    public string File => $"./secrets/{Service}/{Secret.Name}";
}

/// <summary>Who reads which secret. Each reader has a file of its own, so that each file has one owner.</summary>
internal sealed class SecretTable
{
    private readonly Dictionary<string, SecretSource> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SecretReader> _readers = new(StringComparer.Ordinal);
    private readonly ProblemList _problems;

    public SecretTable(DeployPolicy policy, InputCatalog inputs, ProblemList problems)
    {
        _problems = problems;
        foreach (var entry in inputs.All.Where(static entry => entry.Input.Secret))
            Add(new(entry.Name, entry.Input.Generate, entry.Input.Place.Where));
        foreach (var secret in policy.Secrets)
            Add(new(secret.Name, new(secret.Length, [.. secret.Classes.Select(static name => new CharacterClass(name, 0))]), secret.Where));
    }

    /// <summary>All readers, in the order in which they were found.</summary>
    public IReadOnlyCollection<SecretReader> Readers => _readers.Values;

    public bool Has(string secret) => _sources.ContainsKey(secret);

    /// <summary>Gives a service access to a secret; the path of its file inside the container.</summary>
    public string Read(ServicePlan service, string secret)
    {
        var reader = new SecretReader(service.Name, service.Settings.Uid ?? 0, _sources[secret]);
        if (!_readers.TryAdd(reader.ComposeName, reader) && _readers[reader.ComposeName] != reader)
        {
            var other = _readers[reader.ComposeName];
            _problems.Add(reader.Secret.Where, $"'{reader.ComposeName}' would be both the secret '{secret}' of '{service.Name}' and the secret '{other.Secret.Name}' of '{other.Service}'", "Rename a service or a secret");
        }
        return $"/run/secrets/{secret}";
    }

    /// <summary>The secrets of a service: name in the Compose file, and name of the file that it sees.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Of(ServicePlan service) =>
        [.. _readers.Values.Where(reader => reader.Service == service.Name).Select(static reader => KeyValuePair.Create(reader.ComposeName, reader.Secret.Name))];

    private void Add(SecretSource source)
    {
        if (!Names.IsResource(source.Name))
            _problems.Add(source.Where, $"'{source.Name}' is no name of a secret", "Use letters, digits and -");
        else if (!_sources.TryAdd(source.Name, source))
            _problems.Add(source.Where, $"the secret '{source.Name}' is also that of {_sources[source.Name].Where}", "Rename one of them");
    }
}
