using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using SmartMoney.Api.Infrastructure.Http;

namespace SmartMoney.Api.Features.Docs;

/// <summary>What the types are called in the description: AccountView is 'Account', a list of them 'AccountList'.</summary>
internal static class SchemaNames
{
    private const string View = "View";

    /// <summary>The name, or null for a type that is written out where it is used.</summary>
    public static string? Of(JsonTypeInfo type)
    {
        if (type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() is var open && (open == typeof(ListOf<>) || open == typeof(Optional<>)))
            return open == typeof(Optional<>) ? null : Short(type.Type.GetGenericArguments()[0].Name) + "List";
        return OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? Short(name) : null;
    }

    /// <summary>The name of a request body's type.</summary>
    public static string Of(Type type) => Short(type.Name);

    private static string Short(string name) => name.EndsWith(View, StringComparison.Ordinal) ? name[..^View.Length] : name;
}
