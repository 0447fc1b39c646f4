using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using SmartMoney.Web.Backend;
using SmartMoney.Web.Languages;

namespace SmartMoney.Web.Shell;

/// <summary>Puts a refusal of the API into words beside the fields of the form that caused it.</summary>
public sealed class ProblemText(Texts texts)
{
    /// <summary>What happened, in the request's language: by the problem's name, else by its status.</summary>
    public string Say(ApiProblem problem) =>
        texts.Find("problems." + problem.Slug)
        ?? texts.Find("problems." + problem.Status.ToString(CultureInfo.InvariantCulture))
        ?? texts["problems.other"];

    /// <summary>
    /// Adds the problem to the form: each field's message beside the field (JSON name = property name in camel case,
    /// below <paramref name="prefix"/>), and one message for the form where no field took one.
    /// </summary>
    public void AddTo(ModelStateDictionary form, ApiProblem problem, string prefix = "")
    {
        var shown = 0;
        foreach (var (field, messages) in problem.Errors ?? new Dictionary<string, string[]>())
        {
            var key = prefix + char.ToUpperInvariant(field.FirstOrDefault('_')) + field[Math.Min(1, field.Length)..];
            if (form.ContainsKey(key))
            {
                form.AddModelError(key, FieldMessage(field, messages));
                shown++;
            }
        }

        if (shown == 0)
        {
            form.AddModelError("", Say(problem));
        }
    }

    // The API explains a field in English; other languages have their own sentence for the field, or a general one.
    private string FieldMessage(string field, string[] messages) =>
        Language.Current == "en" && messages.FirstOrDefault() is { Length: > 0 } message
            ? message
            : texts.Find("problems.field." + field) ?? texts["problems.field"];
}
