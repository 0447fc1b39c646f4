using Microsoft.Extensions.Configuration;

namespace SmartMoney.ServiceDefaults.Secrets;

/// <summary>
/// Secrets come as files, and the environment only says where they belong: <c>${file:/run/secrets/api-password|connection-string}</c> in a
/// value stands for the text of that file. So no secret shows in the environment of a container, in <c>docker inspect</c> or in a Compose file.
/// </summary>
public static class SecretFiles
{
    /// <summary>Puts the values of the files into all settings that are read so far. Files are read once, when the service starts.</summary>
    /// <param name="configuration">What is read so far; gets the finished values on top.</param>
    /// <exception cref="SecretFileException">Files that are missing, or hold what is no secret: all of them, each with the setting that asks for it.</exception>
    public static TBuilder AddSecretFiles<TBuilder>(this TBuilder configuration)
        where TBuilder : IConfigurationBuilder
    {
        List<string> problems = [];
        Dictionary<string, string?> finished = new(StringComparer.OrdinalIgnoreCase);
        // A manager reads as it is built, and gives itself back.
        foreach (var (key, value) in configuration.Build().AsEnumerable())
        {
            if (SecretTemplate.IsOne(value))
                finished[key] = SecretTemplate.Fill(value, path => Read(key, path, problems));
        }

        if (problems.Count > 0)
            throw new SecretFileException(string.Join(Environment.NewLine, problems.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal)));
        if (finished.Count > 0)
            configuration.AddInMemoryCollection(finished);
        return configuration;
    }

    private static string Read(string key, string path, List<string> problems)
    {
        try
        {
            // An editor ends a file with a line break, which is no part of a password.
            var secret = File.ReadAllText(path).TrimEnd('\r', '\n');
            if (SecretRules.Fault(secret) is { } fault)
                problems.Add($"{key} needs a secret, and {path} {fault}. Write a random one of 32 characters into it.");
            return secret;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{key} needs the secret in {path}, which cannot be read: {unreadable.Message}");
            return "";
        }
    }
}

/// <summary>The service cannot start: secrets are missing, or are none. The message says which, a line each, and never their text.</summary>
public sealed class SecretFileException : Exception
{
    /// <summary>Without a reason.</summary>
    public SecretFileException()
    {
    }

    /// <summary>What is wrong, and what helps.</summary>
    public SecretFileException(string message)
        : base(message)
    {
    }

    /// <summary>The same, and what caused it.</summary>
    public SecretFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
