using Microsoft.AspNetCore.Mvc;
using SmartMoney.Web.Languages;

namespace SmartMoney.Web.Shell;

/// <summary>The framework's own messages about unreadable fields, in the request's language.</summary>
public static class BindingMessages
{
    public static void Translate(MvcOptions options, Texts texts)
    {
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => texts["shell.field.unreadable"]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => texts["shell.field.unreadable"]);
        messages.SetUnknownValueIsInvalidAccessor(_ => texts["shell.field.unreadable"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["shell.field.unreadable"]);
        messages.SetValueIsInvalidAccessor(_ => texts["shell.field.unreadable"]);
        messages.SetValueMustBeANumberAccessor(_ => texts["shell.field.number"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["shell.field.number"]);
        messages.SetValueMustNotBeNullAccessor(_ => texts["shell.field.required"]);
        messages.SetMissingBindRequiredValueAccessor(_ => texts["shell.field.required"]);
        messages.SetMissingKeyOrValueAccessor(() => texts["shell.field.required"]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => texts["shell.field.required"]);
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
    }
}
