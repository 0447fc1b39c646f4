namespace SmartMoney.Web.Shell;

/// <summary>Marks a page that anyone may open: setup, login, problems, preferences.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenPageAttribute : Attribute;

/// <summary>
/// Marks a page whose form needs no token even from a signed-in browser: it may have been rendered before the login
/// in another tab, and changes nothing of the session's own.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WithoutFormTokenAttribute : Attribute;

/// <summary>
/// Marks a page that reads its form as a stream (uploads): it must itself call <see cref="PageGate.IsFromThisSession"/>
/// and <see cref="Backend.FormPost.Accept"/> with the leading fields before it calls the API.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StreamedFormAttribute : Attribute;

/// <summary>Marks a page that answers for another one, whose form may be half read by now: it looks at no form itself.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class IgnoresFormAttribute : Attribute;
