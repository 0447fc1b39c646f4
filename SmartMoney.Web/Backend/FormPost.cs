using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmartMoney.Web.Backend;

/// <summary>
/// The hidden fields of the form being posted, for the API calls that this request makes. The token shows that
/// the form came from a page of this session; the key makes a form that is sent twice take effect once.
/// </summary>
public sealed class FormPost
{
    /// <summary>Name of the hidden field with the session's form token.</summary>
    public const string TokenField = "_form";

    /// <summary>Name of the hidden field with the key that each rendered form has of its own.</summary>
    public const string OnceField = "_once";

    private int calls;

    /// <summary>The posted form token, null where the form had none (nobody signed in).</summary>
    public string? Token { get; private set; }

    /// <summary>The key of this submit, null where the request is not a form.</summary>
    public string? Once { get; private set; }

    /// <summary>Takes the hidden fields over.</summary>
    /// <param name="token">The posted token.</param>
    /// <param name="once">The posted key.</param>
    /// <param name="content">The other posted fields: a form changed after Back is another submit, not a repeat.</param>
    public void Accept(string? token, string? once, IEnumerable<KeyValuePair<string, string>> content)
    {
        Token = string.IsNullOrEmpty(token) ? null : token;
        if (string.IsNullOrEmpty(once) || once.Length > 64)
        {
            return;
        }

        var text = new StringBuilder(once);
        foreach (var (name, value) in content.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            text.Append('\n').Append(name).Append('=').Append(value);
        }

        Once = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..40];
    }

    /// <summary>The idempotency key of the next unsafe call: the same for the same call of a repeated submit.</summary>
    public string? NextKey() => Once is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{Once}-{++calls}");
}
