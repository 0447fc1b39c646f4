using SmartMoney.Web.Backend;

namespace SmartMoney.Web.Shell;

/// <summary>Which of their books a person looks at: kept by the browser, as it is no more than a preference.</summary>
public static class BookChoice
{
    /// <summary>Shows this book from now on.</summary>
    public static void Keep(HttpContext http, Guid book) => http.Response.Cookies.Append(Viewer.BookCookie, book.ToString(), new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(400),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
    });
}

/// <summary>Marks a page for who is signed in that needs no book: the others lead there who has none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WithoutBookAttribute : Attribute;
