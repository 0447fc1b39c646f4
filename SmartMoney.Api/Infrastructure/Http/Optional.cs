using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartMoney.Api.Infrastructure.Http;

/// <summary>A member of a merge patch (RFC 7396): absent leaves the field as it is, null clears it.</summary>
/// <param name="IsSet">Whether the member was there.</param>
/// <param name="Value">Its value; default when it was absent.</param>
[JsonConverter(typeof(OptionalConverter))]
public readonly record struct Optional<T>(bool IsSet, T? Value)
{
    /// <summary>The value when it was given, else what the field holds now.</summary>
    public T? Or(T? current) => IsSet ? Value : current;
}

/// <summary>Reads <see cref="Optional{T}"/>: being called at all means that the member is there.</summary>
public sealed class OptionalConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        // By the converter itself: a serialiser started in here would lose the place of an error.
        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null && default(T) is null
                ? new(IsSet: true, default)
                : new(IsSet: true, ((JsonConverter<T>)options.GetConverter(typeof(T))).Read(ref reader, typeof(T), options));

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
