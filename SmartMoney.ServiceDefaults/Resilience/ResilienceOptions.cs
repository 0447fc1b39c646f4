using Microsoft.Extensions.Options;

namespace SmartMoney.ServiceDefaults.Resilience;

/// <summary>How long a call to another service may take and how often a safe one is tried again.</summary>
public sealed record ResilienceOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Resilience";

    /// <summary>Further attempts after the first, for GET, HEAD and OPTIONS. 0 to 10.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Pause before the first retry; doubles with each, with jitter.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause. A Retry-After beyond it is honoured by giving the answer back instead of trying too early.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time one attempt at a safe request has until its headers are there.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time all attempts at a safe request have together.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time a write has, its upload included: an import of a million lines takes minutes.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>Reports everything that is wrong with the section at once.</summary>
internal sealed class ResilienceValidation : IValidateOptions<ResilienceOptions>
{
    public ValidateOptionsResult Validate(string? name, ResilienceOptions options)
    {
        var wrong = new List<string>();
        if (options.Retries is < 0 or > 10)
            wrong.Add($"{ResilienceOptions.Section}:Retries must be 0 to 10.");
        Positive(options.Delay, nameof(options.Delay));
        Positive(options.MaxDelay, nameof(options.MaxDelay));
        Positive(options.AttemptTimeout, nameof(options.AttemptTimeout));
        Positive(options.TotalTimeout, nameof(options.TotalTimeout));
        Positive(options.WriteTimeout, nameof(options.WriteTimeout));
        if (options.AttemptTimeout > options.TotalTimeout)
            wrong.Add($"{ResilienceOptions.Section}:AttemptTimeout must not exceed TotalTimeout.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Positive(TimeSpan value, string key)
        {
            if (value < TimeSpan.FromMilliseconds(10) || value > TimeSpan.FromHours(1))
                wrong.Add($"{ResilienceOptions.Section}:{key} must be between 00:00:00.010 and 01:00:00.");
        }
    }
}
