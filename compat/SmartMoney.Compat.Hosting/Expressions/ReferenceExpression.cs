using System.Globalization;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text with values in it that are known only at run time: a composite format and its providers.</summary>
public class ReferenceExpression : IExpressionValue, IValueWithReferences
{
    /// <summary>The expression without text.</summary>
    public static readonly ReferenceExpression Empty = new("", [], [], []);

    private ReferenceExpression(string format, IValueProvider[] valueProviders, string[] manifestExpressions, string?[] stringFormats)
    {
        Format = format;
        ValueProviders = valueProviders;
        ManifestExpressions = manifestExpressions;
        StringFormats = stringFormats;
    }

    /// <summary>The composite format, <c>Host={0};Port={1}</c>; literal braces are doubled.</summary>
    public string Format { get; }

    /// <summary>The manifest's expression of each value.</summary>
    public IReadOnlyList<string> ManifestExpressions { get; }

    /// <summary>The values' providers.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>Each value's format: <c>uri</c> encodes it for an address.</summary>
    public IReadOnlyList<string?> StringFormats { get; }

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    /// <summary>The text as the manifest writes it. Literal braces are not escaped there.</summary>
    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, [.. ManifestExpressions]);

    /// <summary>Makes an expression from an interpolated string.</summary>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.Build();

    internal static ReferenceExpression Create(string format, IValueProvider[] valueProviders, string[] manifestExpressions, string?[] stringFormats)
        => new(format, valueProviders, manifestExpressions, stringFormats);

    /// <summary>The text with all values in place; null when it is one value alone and that is null.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
        => GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <summary>The text as one consumer sees it.</summary>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (Format.Length == 0)
        {
            return null;
        }

        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await ValueProviders[i].GetValueAsync(context, cancellationToken);
            values[i] = StringFormat.Apply(value, StringFormats[i]);
        }

        return Format == "{0}" ? (string?)values[0] : string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    /// <summary>Collects an interpolated string's text and providers. Made by the compiler.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler
    {
        private readonly ReferenceExpressionBuilder _builder;

        /// <param name="literalLength">Not used.</param>
        /// <param name="formattedCount">Not used.</param>
        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
        {
            _ = literalLength;
            _ = formattedCount;
            _builder = new ReferenceExpressionBuilder();
        }

        /// <summary>Adds fixed text.</summary>
        public void AppendLiteral(string value) => _builder.AppendLiteral(value);

        /// <summary>Adds text known now.</summary>
        public void AppendFormatted(string? value) => _builder.AppendFormatted(value);

        /// <summary>Adds text known now, formatted.</summary>
        public void AppendFormatted(string? value, string? format) => _builder.AppendFormatted(value, format);

        /// <summary>Adds a value.</summary>
        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider
            => _builder.AppendFormatted(valueProvider);

        /// <summary>Adds a value, formatted.</summary>
        public void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider
            => _builder.AppendFormatted(valueProvider, format);

        /// <summary>Adds a resource's value.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider
            => _builder.AppendFormatted(valueProvider.Resource);

        /// <summary>Adds a resource's value, formatted.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider
            => _builder.AppendFormatted(valueProvider.Resource, format);

        internal ReferenceExpression Build() => _builder.Build();
    }
}
