using SmartMoney.Deploy.Compose;
using SmartMoney.Deploy.Expressions;
using SmartMoney.Deploy.Manifest;
using SmartMoney.Deploy.Policy;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>A variable of <c>.env</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">For <c>.env.example</c>, and for who forgot to set it.</param>
/// <param name="Default">Its value otherwise; null when it must be set.</param>
/// <param name="Where">Where it comes from.</param>
internal sealed record Variable(string Name, string Description, string? Default, Location Where);

/// <summary>The variables of <c>.env</c>, of which no two may have one name, and which of them are used.</summary>
internal sealed class Variables
{
    /// <summary>The host name under which the stack is reached.</summary>
    public const string Domain = "DOMAIN";

    /// <summary>Where the certificate comes from.</summary>
    public const string Tls = "TLS";

    private readonly Dictionary<string, Variable> _all = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly ProblemList _problems;

    public Variables(DeployPolicy policy, InputCatalog inputs, ProblemList problems)
    {
        _problems = problems;
        if (policy.Edge is { } edge)
        {
            Add(new(Domain, "The host name that people type, such as money.example.org", null, edge.Where));
            Add(new(Tls, "Your e-mail address, for certificates that every browser trusts (Let's Encrypt); or the word internal, for a certificate authority of this machine's own", null, edge.Where));
        }
        foreach (var variable in policy.Variables)
            Add(new(variable.Name, variable.Description, variable.Default, variable.Where));
        foreach (var entry in inputs.All.Where(static entry => !entry.Input.Secret))
            Add(new(entry.Name, Describe(entry), entry.Input.Default?.Text, entry.Input.Place.Where));
    }

    /// <summary>Those that occur in the bundle, in the order of definition.</summary>
    public IEnumerable<Variable> Used => _all.Values.Where(variable => _used.Contains(variable.Name));

    public bool Has(string name) => _all.ContainsKey(name);

    /// <summary>The variable, for use in a Compose file.</summary>
    public ComposeText Use(string name)
    {
        var variable = _all[name];
        if (_used.Add(name) && variable.Default is { } value && !ComposeText.FitsDefault(value) && !EnvExample.Fits(value))
            _problems.Add(variable.Where, $"the default of '{name}' cannot be written to .env so that both versions of Compose read it alike", "Do without ' and line breaks in it");
        return variable.Default is { } known && ComposeText.FitsDefault(known)
            ? ComposeText.Default(name, known)
            : ComposeText.Required(name, $"set {name} in .env (see .env.example)");
    }

    private void Add(Variable variable)
    {
        if (!_all.TryAdd(variable.Name, variable))
            _problems.Add(variable.Where, $"the variable {variable.Name} of .env is also that of {_all[variable.Name].Where}", "Rename one of them");
    }

    private static string Describe(InputEntry entry)
    {
        var from = $"The parameter '{entry.Source}' of the AppHost";
        return entry.Input.Generate is { } rule
            ? $"{from}: make up a value of {rule.MinLength} characters or more ({string.Join(", ", rule.Classes.Select(static c => c.Name))})"
            : from;
    }
}
