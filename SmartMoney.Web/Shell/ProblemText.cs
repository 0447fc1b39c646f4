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

    // Our own sentence where there is one: the API words a field for programs, and in English.
    private string FieldMessage(string field, string[] messages) =>
        texts.Find("problems.field." + field)
        ?? (Language.Current == "en" && messages is [{ Length: > 0 } message, ..] ? message : texts["problems.field"]);
}

/// <summary>What forms do when someone else was faster.</summary>
public static class ModelStateExtensions
{
    /// <summary>Forgets what was typed and keeps the message of the form: the page shows the present values instead.</summary>
    public static void ForgetFields(this ModelStateDictionary form)
    {
        foreach (var field in form.Keys.Where(key => key.Length > 0).ToList())
        {
            form.Remove(field);
        }
    }
}
