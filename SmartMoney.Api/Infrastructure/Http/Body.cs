using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace SmartMoney.Api.Infrastructure.Http;

/// <summary>
/// A JSON request body, read after the caller and the book are known: the framework's own binding answers 415 while
/// it routes, before 401 and 404. <see cref="BodyFilter"/> turns <see cref="Problem"/> into the answer.
/// </summary>
public sealed class Body<T> : IBody, IEndpointParameterMetadataProvider
{
    /// <summary>Largest JSON body, in bytes.</summary>
    public const int Limit = 1024 * 1024;

    private readonly T? value;

    private Body(T? value, ProblemHttpResult? problem) => (this.value, Problem) = (value, problem);

    /// <summary>Why there is no value: 415, 400, or 422 for a value of the wrong type.</summary>
    public ProblemHttpResult? Problem { get; }

    /// <summary>What was sent. Only to be used without a <see cref="Problem"/>.</summary>
    public T Value => value!;

    /// <summary>Called by the framework to read the body.</summary>
    public static async ValueTask<Body<T>> BindAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            return new(default, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Unsupported media type",
                "Send the body as JSON with 'Content-Type: application/json'."));
        }

        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        try
        {
            var sent = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, options, context.RequestAborted);
            return sent is null ? new(default, Malformed("The body is null; a JSON object is needed.")) : new(sent, null);
        }
        catch (JsonException unlike) when (unlike.InnerException is not JsonException && unlike.Path is { Length: > 2 } path)
        {
            // Well-formed, but a value is not of its field's type. The serialiser's own words name types of this program.
            var field = path[2..];
            var errors = new Errors();
            errors.Add(field, $"'{field}' has a value of the wrong type, or one that is not known: /api/docs says what it takes.");
            return new(default, errors.Problem());
        }
        catch (JsonException malformed)
        {
            var place = malformed.LineNumber is { } line
                ? $" at line {line + 1}, byte {malformed.BytePositionInLine + 1}"
                : "";
            var path = malformed.Path is { Length: > 2 } field ? $" in '{field.TrimStart('$', '.')}'" : "";
            return new(default, Malformed($"The JSON cannot be read{path}{place}: {Reason(malformed)}"));
        }
    }

    /// <inheritdoc/>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new TakesJson(typeof(T)));

    // The serialiser's messages end with its own account of the place.
    private static string Reason(JsonException malformed) => malformed.Message.Split(" Path: ", 2)[0];

    private static ProblemHttpResult Malformed(string detail) =>
        Problems.Of(StatusCodes.Status400BadRequest, "malformed-json", "Malformed JSON", detail);
}

/// <summary>Any <see cref="Body{T}"/>.</summary>
public interface IBody
{
    /// <summary>Why there is no value.</summary>
    ProblemHttpResult? Problem { get; }
}

/// <summary>Says to the API description which JSON body an endpoint takes, without making routing check it.</summary>
/// <param name="Type">What is sent.</param>
/// <param name="Required">False where the body may be left out.</param>
public sealed record TakesJson(Type Type, bool Required = true);

/// <summary>Says to the API description that an endpoint takes a multipart form with a file.</summary>
/// <param name="File">The name of the file's part, which is required.</param>
/// <param name="Fields">The optional text fields with what each means.</param>
public sealed record TakesForm(string File, IReadOnlyDictionary<string, string> Fields);

/// <summary>Answers the problem of a body that could not be read.</summary>
public sealed class BodyFilter : IEndpointFilter
{
    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<IBody>().FirstOrDefault(body => body.Problem is not null) is { Problem: { } problem }
            ? ValueTask.FromResult<object?>(problem)
            : next(context);
}
