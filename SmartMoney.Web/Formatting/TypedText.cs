using System.Text;

namespace SmartMoney.Web.Formatting;

/// <summary>What a person typed, whatever the keyboard's width.</summary>
public static class TypedText
{
    /// <summary>The text in Unicode's compatibility form (NFKC); as it is where it holds something that is no character.</summary>
    public static string Unified(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
