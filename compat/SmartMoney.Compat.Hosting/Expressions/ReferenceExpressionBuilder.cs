using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Puts a <see cref="ReferenceExpression"/> together in steps.</summary>
public class ReferenceExpressionBuilder
{
    private readonly StringBuilder _format = new();
    private readonly List<IValueProvider> _providers = [];
    private readonly List<string> _expressions = [];
    private readonly List<string?> _formats = [];

    /// <summary>Whether nothing has been added.</summary>
    public bool IsEmpty => _format.Length == 0;

    /// <summary>Adds an interpolated string.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The compiler hands this builder to the handler, which does the work.")]
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler) => _ = handler;

    /// <summary>Adds fixed text.</summary>
    public void AppendLiteral(string value)
        => _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    /// <summary>Adds text known now.</summary>
    public void AppendFormatted(string? value) => AppendFormatted(value, format: null);

    /// <summary>Adds text known now, formatted.</summary>
    public void AppendFormatted(string? value, string? format)
    {
        if (value is not null)
        {
            AppendLiteral(StringFormat.Apply(value, format)!);
        }
    }

    /// <summary>Adds a value.</summary>
    public void AppendFormatted<T>(T valueProvider)
        where T : IValueProvider, IManifestExpressionProvider
        => AppendFormatted(valueProvider, format: null);

    /// <summary>Adds a value, formatted. Another expression is taken in whole.</summary>
    public void AppendFormatted<T>(T valueProvider, string? format)
        where T : IValueProvider, IManifestExpressionProvider
    {
        if (format is null && valueProvider is ReferenceExpression { ValueProviders.Count: 0 } text)
        {
            AppendLiteral(text.ValueExpression);
            return;
        }

        _format.Append('{').Append(_providers.Count.ToString(CultureInfo.InvariantCulture)).Append('}');
        _providers.Add(valueProvider);
        _expressions.Add(valueProvider.ValueExpression);
        _formats.Add(format);
    }

    /// <summary>The expression so far.</summary>
    public ReferenceExpression Build()
        => ReferenceExpression.Create(_format.ToString(), [.. _providers], [.. _expressions], [.. _formats]);

    /// <summary>Adds an interpolated string to a builder. Made by the compiler.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct ReferenceExpressionBuilderInterpolatedStringHandler
    {
        private readonly ReferenceExpressionBuilder _builder;

        /// <param name="literalLength">Not used.</param>
        /// <param name="formattedCount">Not used.</param>
        /// <param name="builder">The builder that is added to.</param>
        public ReferenceExpressionBuilderInterpolatedStringHandler(int literalLength, int formattedCount, ReferenceExpressionBuilder builder)
        {
            _ = literalLength;
            _ = formattedCount;
            _builder = builder;
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
    }
}
