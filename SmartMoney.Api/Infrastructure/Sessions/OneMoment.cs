namespace SmartMoney.Api.Infrastructure.Sessions;

/// <summary>Marks a route that reads page after page: what is written meanwhile must neither be missing nor be there twice.</summary>
internal sealed record OneMoment;
