using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.OpenApi;
using SmartMoney.Api.Data.Model;
using SmartMoney.Api.Infrastructure.Authentication;
using SmartMoney.Api.Infrastructure.Http;
using SmartMoney.Api.Infrastructure.Sessions;

namespace SmartMoney.Api.Features.Docs;

/// <summary>Adds to an operation what the pipeline does around every handler: who may call, headers, the body, refusals.</summary>
internal static class OperationDescription
{
    public static async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var (method, path) = (context.Description.HttpMethod ?? "GET", context.Description.RelativePath ?? "");
        var document = context.Document!;

        operation.Tags = new HashSet<OpenApiTagReference> { new(Groups.Of(path), document) };
        operation.Parameters ??= [];
        if (path.Contains("{bookId}", StringComparison.Ordinal))
            operation.Parameters.Insert(0, Parameter("bookId", ParameterLocation.Path, "The book.", JsonSchemaType.String, "uuid"));
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
            parameter.Description ??= ParameterTexts.Of(parameter.Name);

        if (metadata.OfType<TakesJson>().FirstOrDefault() is { } takes)
            operation.RequestBody = await BodyAsync(takes, context, cancel);
        if (metadata.OfType<TakesForm>().FirstOrDefault() is { } form)
            operation.RequestBody = FormBody(form);
        AddSecurity(operation, metadata, document, Needs.Of(metadata, method), ofBook: path.Contains("{bookId}", StringComparison.Ordinal));
        AddHeaders(operation, metadata, method);
        foreach (var status in Refusals(operation, metadata, method, path).Order())
            operation.Responses!.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponseReference(ProblemResponses.Name(status), document));
    }

    private static bool IsOptional(Type type, string member) =>
        type.GetProperties().FirstOrDefault(property => property.Name.Equals(member, StringComparison.OrdinalIgnoreCase)) is { PropertyType: { IsGenericType: true } own }
        && own.GetGenericTypeDefinition() == typeof(Optional<>);

    private static OpenApiRequestBody FormBody(TakesForm form)
    {
        var properties = form.Fields.ToDictionary(
            field => field.Key, field => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.String, Description = field.Value }, StringComparer.Ordinal);
        properties[form.File] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "The file." };
        return new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["multipart/form-data"] = new()
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = properties, Required = new HashSet<string>(StringComparer.Ordinal) { form.File } },
                },
            },
        };
    }

    private static async Task<OpenApiRequestBody> BodyAsync(TakesJson takes, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var type = takes.Type;
        var schema = await context.GetOrCreateSchemaAsync(type, parameterDescription: null, cancel);
        foreach (var (member, property) in schema.Properties!.Where(pair => schema.Required?.Contains(pair.Key) == true).ToList())
        {
            // A patch needs none of its members. Elsewhere they are nullable in code so that their absence can be explained.
            if (IsOptional(type, member))
                schema.Required!.Remove(member);
            else if (property is OpenApiSchema own)
                (own.Type, own.Enum) = (own.Type & ~JsonSchemaType.Null, own.Enum?.Where(value => value is not null).ToList());
        }

        var name = SchemaNames.Of(type);
        context.Document!.AddComponent(name, schema);
        return new OpenApiRequestBody
        {
            Required = takes.Required,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new() { Schema = new OpenApiSchemaReference(name, context.Document) },
            },
        };
    }

    // For people in words; for programs, and the test that tries every route as everyone, in fields of our own.
    private static void AddSecurity(OpenApiOperation operation, IList<object> metadata, OpenApiDocument document, Needs needs, bool ofBook)
    {
        var noToken = needs.Browser || metadata.OfType<AsksWhoCalls>().Any() || Demands(metadata, Policies.Browser);
        if (noToken)
            operation.AddExtension("x-browser-only", new JsonNodeExtension(true));
        if (IsOpen(metadata))
            return;
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(DocumentDescription.Session, document)] = [] }];
        List<string> words = [];
        if (ofBook)
        {
            operation.AddExtension("x-least-role", new JsonNodeExtension(needs.Role.Word()));
            words.Add($"Needs the role {needs.Role.Word()} in the book.");
            if (needs.ToOneself < needs.Role)
            {
                operation.AddExtension("x-least-role-to-oneself", new JsonNodeExtension(needs.ToOneself.Word()));
                words.Add($"To oneself: {needs.ToOneself.Word()}.");
            }
        }

        if (noToken)
        {
            words.Add("No token may do it.");
        }
        else
        {
            operation.Security.Insert(0, new() { [new OpenApiSecuritySchemeReference(DocumentDescription.Token, document)] = [] });
            operation.AddExtension("x-scope", new JsonNodeExtension(needs.Scope));
            words.Add($"A token needs the scope {needs.Scope}.");
            if (Demands(metadata, Policies.AllBooks))
            {
                operation.AddExtension("x-all-books", new JsonNodeExtension(true));
                words.Add("A token for one book may not do it.");
            }
        }

        operation.Description = string.Join(' ', [.. operation.Description is { Length: > 0 } already ? [already] : Array.Empty<string>(), .. words]);
    }

    private static void AddHeaders(OpenApiOperation operation, IList<object> metadata, string method)
    {
        if (method == HttpMethods.Patch)
            operation.Parameters!.Add(Parameter("If-Match", ParameterLocation.Header, ParameterTexts.Of("If-Match")!, JsonSchemaType.String));
        var writes = method != HttpMethods.Get && !IsOpen(metadata);
        if (writes && !metadata.OfType<NeverStored>().Any())
        {
            operation.Parameters!.Add(
                Parameter(Idempotency.Header, ParameterLocation.Header, ParameterTexts.Of(Idempotency.Header)!, JsonSchemaType.String, required: false));
        }

        foreach (var response in operation.Responses!.Where(pair => pair.Key.StartsWith('2')).Select(pair => pair.Value).OfType<OpenApiResponse>())
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
            if (response.Content?.Values.FirstOrDefault()?.Schema?.Properties?.ContainsKey("version") == true)
                response.Headers["ETag"] = Header("The row's version, for If-Match.");
            if (writes && !metadata.OfType<NeverStored>().Any())
                response.Headers[CommitFilter.ChangeHeader] = Header("The change set of this write, for undo.");
        }
    }

    private static IEnumerable<int> Refusals(OpenApiOperation operation, IList<object> metadata, string method, string path)
    {
        if (path.StartsWith("api/v1/", StringComparison.Ordinal))
            yield return 503;
        if (!IsOpen(metadata) || SignsIn(path))
            yield return 401;
        if (SignsIn(path) || metadata.OfType<EnableRateLimitingAttribute>().Any() || operation.RequestBody is not null && path.Contains("/account/", StringComparison.Ordinal))
            yield return 429;
        if (!IsOpen(metadata) || method != HttpMethods.Get)
            yield return 403;
        if (path.Contains('{', StringComparison.Ordinal) || OpensLink(path))
            yield return 404;
        if (operation.RequestBody is not null)
        {
            yield return 400;
            yield return 415;
        }

        if (operation.RequestBody is not null || operation.Parameters!.Any(parameter => parameter.In == ParameterLocation.Query))
            yield return 422;
        if (method == HttpMethods.Patch)
        {
            yield return 412;
            yield return 428;
        }

        if (method != HttpMethods.Get && (path.Contains("{bookId}/", StringComparison.Ordinal) || path.Contains("/account/", StringComparison.Ordinal)
                || path is "api/v1/setup" or "api/v1/tokens" or "api/v1/invitations/accept"))
            yield return 409;
    }

    private static bool SignsIn(string path) => path is "api/v1/auth/login" or "api/v1/auth/second-factor" or "api/v1/auth/passkey";

    // A link's secret is in the body, and good for what it names only.
    private static bool OpensLink(string path) =>
        path.StartsWith("api/v1/auth/reset", StringComparison.Ordinal) || path is "api/v1/invitations/read" or "api/v1/invitations/accept";

    private static bool Demands(IList<object> metadata, string policy) => metadata.OfType<IAuthorizeData>().Any(data => data.Policy == policy);

    private static bool IsOpen(IList<object> metadata) => metadata.OfType<IAllowAnonymous>().Any();

    private static OpenApiHeader Header(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiParameter Parameter(
        string name, ParameterLocation location, string description, JsonSchemaType type, string? format = null, bool required = true) => new()
        {
            Name = name,
            In = location,
            Required = required,
            Description = description,
            Schema = new OpenApiSchema { Type = type, Format = format },
        };
}
