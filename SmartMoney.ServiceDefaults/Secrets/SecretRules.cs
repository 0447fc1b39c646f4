namespace SmartMoney.ServiceDefaults.Secrets;

/// <summary>Tells a secret from what somebody forgot to replace.</summary>
internal static class SecretRules
{
    /// <summary>Least length of a secret, in characters; those that are generated have 32.</summary>
    public const int Shortest = 8;

    // As documents and examples write them, less signs, in lower case.
    private static readonly HashSet<string> Placeholders = new(StringComparer.Ordinal)
    {
        "changeme", "changethis", "changeit", "changemenow", "pleasechangeme", "replaceme", "placeholder", "example", "todo", "default", "test", "testtest",
        "password", "passw0rd", "password1", "password123", "yourpassword", "yourpasswordhere", "yourstrongpassword", "yoursecurepassword", "securepassword", "strongpassword",
        "secret", "supersecret", "mysecret", "yoursecret", "secretpassword", "postgres", "postgrespassword", "postgresql", "smartmoney", "smartmoneypassword",
        "admin", "administrator", "adminadmin", "letmein", "12345678", "123456789", "1234567890", "qwertyuiop",
    };

    /// <summary>What is wrong with a secret, as the end of a sentence that begins with its place; null when nothing is.</summary>
    public static string? Fault(string secret)
    {
        if (string.IsNullOrWhiteSpace(secret))
            return "is empty";
        if (secret.Length < Shortest)
            return $"holds fewer than {Shortest} characters";
        if (secret.Distinct().Count() == 1)
            return "holds one character again and again";
        return Placeholders.Contains(new([.. secret.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)])) ? "holds a placeholder that everybody knows" : null;
    }
}
