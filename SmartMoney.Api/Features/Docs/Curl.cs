using System.Text;
using Microsoft.OpenApi;

namespace SmartMoney.Api.Features.Docs;

/// <summary>A command that makes a call; the reader fills in $SM (the address), $TOKEN and $BOOK.</summary>
internal static class Curl
{
    public static string Of(Operation operation)
    {
        var (description, path) = (operation.Description, operation.Path.Replace("{bookId}", "$BOOK", StringComparison.Ordinal));
        var command = new StringBuilder("curl");
        if (operation.Method != HttpMethods.Get)
            command.Append(" -X ").Append(operation.Method);
        command.Append(" \"$SM").Append(path.Replace("{", "$", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)).Append('"');

        if (description.Security is { Count: > 1 })
            command.Append(" \\\n  -H \"Authorization: Bearer $TOKEN\"");
        else if (description.Security is { Count: 1 })
            command.Append(" \\\n  -b cookies -H \"Origin: $SM\"");
        else if (operation.Path.EndsWith("login", StringComparison.Ordinal) || operation.Path.EndsWith("setup", StringComparison.Ordinal))
            command.Append(" \\\n  -c cookies");
        if (description.Parameters?.Any(parameter => parameter.Name == "If-Match") == true)
            command.Append(" \\\n  -H 'If-Match: \"1\"'");

        var content = description.RequestBody?.Content?.FirstOrDefault();
        if (content is { Key: "application/json", Value.Schema: { } schema } && Examples.Of(schema) is { } example)
            command.Append(" \\\n  -H 'Content-Type: application/json' \\\n  -d '").Append(example.ToJsonString(Compact)).Append('\'');
        else if (content is { Key: "multipart/form-data" })
            command.Append(" \\\n  -F file=@export.csv");
        return command.ToString();
    }

    private static readonly System.Text.Json.JsonSerializerOptions Compact =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
