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
        Wait(problem)
        ?? texts.Find("problems." + problem.Slug)
        ?? texts.Find("problems." + problem.Status.ToString(CultureInfo.InvariantCulture))
        ?? texts["problems.other"];

    /// <summary>
    /// Adds the problem to the form: each field's message beside the field (JSON name = property name in camel case,
    /// below <paramref name="prefix"/>), and one message for the form where no field took one.
    /// </summary>
    /// <param name="form">The form's state.</param>
    /// <param name="problem">The refusal.</param>
    /// <param name="prefix">What the names of the form's fields begin with.</param>
    /// <param name="words">Key of messages of the form's own, by field: a wrong password is another thing than a weak one.</param>
    public void AddTo(ModelStateDictionary form, ApiProblem problem, string prefix = "", string words = "")
    {
        var shown = 0;
        foreach (var (field, messages) in problem.Errors ?? new Dictionary<string, string[]>())
        {
            var key = prefix + char.ToUpperInvariant(field.FirstOrDefault('_')) + field[Math.Min(1, field.Length)..];
            if (form.ContainsKey(key))
            {
                form.AddModelError(key, FieldMessage(words, field, messages));
                shown++;
            }
        }

        if (shown == 0)
        {
            form.AddModelError("", Say(problem));
        }
    }

    // Who has to wait is told how long.
    private string? Wait(ApiProblem problem) => problem switch
    {
        { Status: not StatusCodes.Status429TooManyRequests } or { RetryAfter: null } => null,
        { RetryAfter: { TotalSeconds: <= 90 } wait } => texts.Count("problems.wait.seconds", (long)Math.Ceiling(wait.TotalSeconds)),
        { RetryAfter: { } wait } => texts.Count("problems.wait.minutes", (long)Math.Ceiling(wait.TotalMinutes)),
    };

    // Our own sentence where there is one: the API words a field for programs, and in English.
    private string FieldMessage(string words, string field, string[] messages) =>
        texts.Find(words + "." + field)
        ?? texts.Find("problems.field." + field)
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
