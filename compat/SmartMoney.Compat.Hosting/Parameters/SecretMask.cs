using System.Collections.Concurrent;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows the values of secret parameters, and takes them out of text that people see.</summary>
internal sealed class SecretMask
{
    /// <summary>What is shown in place of a secret.</summary>
    public const string Mask = "••••••••";

    // A shorter secret would hide words that have nothing to do with it.
    private const int ShortestHidden = 6;

    private readonly ConcurrentDictionary<string, bool> _secrets = new(StringComparer.Ordinal);

    /// <summary>Hides a value from now on, also in the form that addresses have.</summary>
    public void Add(string? secret)
    {
        if (secret is { Length: >= ShortestHidden })
        {
            _secrets[secret] = true;
            _secrets[Uri.EscapeDataString(secret)] = true;
        }
    }

    /// <summary>Whether the text holds a secret.</summary>
    public bool IsSecret(string? text) => text is not null && _secrets.Keys.Any(s => text.Contains(s, StringComparison.Ordinal));

    /// <summary>The text with each secret masked.</summary>
    public string Apply(string text)
        => _secrets.Keys.OrderByDescending(s => s.Length).Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.Ordinal));
}
