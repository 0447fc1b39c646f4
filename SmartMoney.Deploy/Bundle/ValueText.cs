using SmartMoney.Deploy.Compose;
using SmartMoney.Deploy.Expressions;

namespace SmartMoney.Deploy.Bundle;

/// <summary>Values as they stand in a Compose file.</summary>
internal static class ValueText
{
    /// <summary>How the reader of a template knows a reference to a secret.</summary>
    internal const string Opening = "${file:";

    /// <summary>A value without secrets.</summary>
    internal static ComposeText Plain(ResolvedValue value, Variables variables) => Of(value, variables, static _ => throw new InvalidOperationException("A secret has no text."));

    /// <summary>A template: <c>${file:/run/secrets/name|format}</c> where the reader puts in a secret.</summary>
    /// <param name="value">The value.</param>
    /// <param name="variables">The variables of <c>.env</c>.</param>
    /// <param name="path">Gives a secret's file.</param>
    /// <param name="connectionString">Whether all of it is a connection string, whatever it was put together from.</param>
    internal static ComposeText Template(ResolvedValue value, Variables variables, Func<string, string> path, bool connectionString) =>
        Of(value, variables, index =>
        {
            var secret = (SecretPart)value.Parts[index];
            var format = secret.Uri ? "|uri" : (connectionString || secret.InConnectionString) && IsWholeField(value, index) ? "|connection-string" : "";
            return ComposeText.Of($"{Opening}{path(secret.Name)}{format}}}");
        });

    private static ComposeText Of(ResolvedValue value, Variables variables, Func<int, ComposeText> secret)
    {
        var text = ComposeText.Of("");
        for (var i = 0; i < value.Parts.Length; i++)
        {
            text += value.Parts[i] switch
            {
                TextPart known => ComposeText.Of(known.Text),
                VariablePart variable => variables.Use(variable.Name),
                _ => secret(i),
            };
        }
        return text;
    }

    // 'Password=' before it, ';' or nothing behind it: the shape that DbConnectionStringBuilder reads and quotes for. Anything
    // else that is called a connection string (redis: 'host:port,password=', amqp://) has no such quoting.
    private static bool IsWholeField(ResolvedValue value, int index)
    {
        if (index == 0 || value.Parts[index - 1] is not TextPart before || !before.Text.EndsWith('='))
            return false;
        var start = before.Text.LastIndexOf(';') + 1;
        var key = before.Text[start..^1].Trim();
        return (start > 0 || index == 1) && key.Length > 0 && key.All(static c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '_' or '-')
            && (index == value.Parts.Length - 1 || (value.Parts[index + 1] is TextPart after && after.Text.StartsWith(';')));
    }
}
