using System.Net;
using System.Text.RegularExpressions;

namespace SmartMoney.Tests.Web.Fakes;

/// <summary>A page as a browser without JavaScript has it: text, forms, hidden fields.</summary>
public sealed class Page(HttpResponseMessage response, string html)
{
    public HttpStatusCode Status => response.StatusCode;

    public string Html => html;

    public HttpResponseMessage Response => response;

    /// <summary>The words on the page, tags taken away.</summary>
    public string Text => Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]+>", " ")), @"\s+", " ");

    public static async Task<Page> GetAsync(HttpClient browser, string address)
    {
        var response = await browser.GetAsync(address);
        return new Page(response, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The hidden fields of the form whose tag contains a text (its action, its id).</summary>
    public Dictionary<string, string> Hidden(string formContains = "")
    {
        var form = Regex.Matches(html, "<form[^>]*>.*?</form>", RegexOptions.Singleline)
            .First(match => match.Value[..(match.Value.IndexOf('>', StringComparison.Ordinal) + 1)].Contains(formContains, StringComparison.Ordinal)).Value;
        return Regex.Matches(form, "<input type=\"hidden\"[^>]*? name=\"([^\"]+)\" value=\"([^\"]*)\"")
            .ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));
    }

    /// <summary>Sends a form with its hidden fields.</summary>
    public static async Task<Page> PostAsync(HttpClient browser, string address, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        var response = await browser.PostAsync(address, form);
        return new Page(response, await response.Content.ReadAsStringAsync());
    }
}
