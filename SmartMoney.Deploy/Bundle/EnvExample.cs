using System.Text;
using SmartMoney.Deploy.Compose;

namespace SmartMoney.Deploy.Bundle;

/// <summary><c>.env.example</c>: what may be set, and what must. Secrets are never in it.</summary>
internal static class EnvExample
{
    /// <summary>Whether both versions of Compose read a value alike when it stands in single quotes.</summary>
    internal static bool Fits(string value) => value.AsSpan().IndexOfAny("'\n\r\\") < 0 && !value.Contains("${", StringComparison.Ordinal);

    internal static string Write(string project, IEnumerable<Variable> variables)
    {
        var text = new StringBuilder("# Copy this to .env and fill it in. It holds no secrets: those are files below secrets/, see secrets.list.\n\n")
            .Append("# What containers and networks are named after.\n").Append("COMPOSE_PROJECT_NAME=").Append(project).Append('\n');
        foreach (var variable in variables)
        {
            text.Append("\n# ").Append(OneLine(variable.Description)).Append(".\n");
            text.Append(variable.Default switch
            {
                null => $"{variable.Name}=\n",
                var value when ComposeText.FitsDefault(value) => $"# {variable.Name}={value}\n",
                var value => $"{variable.Name}='{value}'\n",
            });
        }
        return text.ToString();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
