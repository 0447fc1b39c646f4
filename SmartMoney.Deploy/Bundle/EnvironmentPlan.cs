using SmartMoney.Deploy.Compose;
using SmartMoney.Deploy.Expressions;
using SmartMoney.Deploy.Policy;
using SmartMoney.Deploy.Problems;

namespace SmartMoney.Deploy.Bundle;

/// <summary>A service's environment: the manifest's, then the policy's. No secret is ever in it.</summary>
internal sealed class EnvironmentPlan(Resolver resolver, Variables variables, SecretTable secrets, NetworkCheck networks, ProblemList problems)
{
    private const string ConnectionStrings = "ConnectionStrings__";

    public IReadOnlyList<KeyValuePair<string, ComposeText>> Of(ServicePlan service)
    {
        var entries = new List<KeyValuePair<string, ComposeText>>();
        var said = service.Settings.Environment;
        foreach (var (name, text) in service.Workload.Environment)
        {
            if (!Names.IsEnvironment(name))
                problems.Add(text.Place.Where, $"'{name}' is no name of an environment variable");
            else if (!said.Any(own => own.Key == name))
                Add(service, name, text.Text, text.Place.Where, entries);
        }
        foreach (var (name, text) in said.Where(static own => own.Value is not null))
            Add(service, name, text!, service.Settings.At("env", name), entries);
        foreach (var (name, secret) in service.Settings.SecretFiles)
        {
            if (secrets.Has(secret))
                Put(entries, name, ComposeText.Of(secrets.Read(service, secret)), service.Settings.At("secretFiles"));
            else
                problems.Add(service.Settings.At("secretFiles"), $"'{secret}' is no secret", "Declare it below 'secrets', or name a secret parameter of the manifest");
        }
        return entries;
    }

    private void Add(ServicePlan service, string name, string text, Location where, List<KeyValuePair<string, ComposeText>> entries)
    {
        if (resolver.Resolve(text, where, service.Workload) is not { Dropped: null } value)
            return;
        networks.Use(service.Name, value, where);
        if (service.Settings.Secrets == SecretStyle.Expand && value.Parts.OfType<TextPart>().Any(static part => part.Text.Contains(ValueText.Opening, StringComparison.Ordinal)))
        {
            problems.Add(where, $"holds '{ValueText.Opening}', which '{service.Name}' would take for a reference to a secret", "Write it differently, or give the service 'secrets: file-variable'");
            return;
        }
        if (!value.IsSecret)
        {
            Put(entries, name, ValueText.Plain(value, variables), where);
            return;
        }
        switch (service.Settings.Secrets)
        {
            case SecretStyle.Expand:
                var isConnectionString = name.StartsWith(ConnectionStrings, StringComparison.OrdinalIgnoreCase);
                Put(entries, name, ValueText.Template(value, variables, secret => secrets.Read(service, secret), isConnectionString), where);
                break;
            case SecretStyle.FileVariable when value.Parts is [SecretPart { Uri: false } only]:
                Put(entries, $"{name}_FILE", ComposeText.Of(secrets.Read(service, only.Name)), where);
                break;
            case SecretStyle.FileVariable:
                problems.Add(where, $"holds a secret together with other text, and '{service.Name}' reads secrets from a file each", "Hand over the secret alone, or give the service 'secrets: expand' if its program fills in templates");
                break;
            default:
                problems.Add(where, $"holds a secret, and the policy does not say how '{service.Name}' reads secrets", $"Add services.{service.Name}.secrets: file-variable or expand");
                break;
        }
    }

    private void Put(List<KeyValuePair<string, ComposeText>> entries, string name, ComposeText value, Location where)
    {
        if (entries.Any(entry => entry.Key == name))
            problems.Add(where, $"'{name}' would be set twice in one environment", "Remove one of them");
        else
            entries.Add(KeyValuePair.Create(name, value));
    }
}
