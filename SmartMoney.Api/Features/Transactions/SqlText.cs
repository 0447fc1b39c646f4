using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace SmartMoney.Api.Features.Transactions;

/// <summary>A statement put together from parts; what is interpolated becomes a parameter.</summary>
internal sealed class SqlText
{
    private readonly StringBuilder text = new();
    private readonly List<object?> values = [];

    /// <summary>The statement so far.</summary>
    public FormattableString Whole => FormattableStringFactory.Create(text.ToString(), [.. values]);

    /// <summary>Adds a part.</summary>
    public void Append(FormattableString part)
    {
        object[] places = [.. Enumerable.Range(values.Count, part.ArgumentCount).Select(place => $"{{{place.ToString(CultureInfo.InvariantCulture)}}}")];
        text.AppendFormat(CultureInfo.InvariantCulture, part.Format, places);
        values.AddRange(part.GetArguments());
    }
}
