using Npgsql;
using Shouldly;
using SmartMoney.ServiceDefaults.Secrets;
using Xunit;

namespace SmartMoney.Tests.ServiceDefaults;

public sealed class SecretFileTests : IDisposable
{
    private const string Hard = "p@:/#$%'\"; x=1";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    [Fact]
    public void A_file_stands_in_a_setting_as_it_is()
    {
        var file = Write("token", "a$b`c d-e_f\n");
        Read($"before ${{file:{file}}} after").ShouldBe("before a$b`c d-e_f after");
        Read($"${{file:{file}}}${{file:{file}}}").ShouldBe("a$b`c d-e_fa$b`c d-e_f");
    }

    [Theory]
    [InlineData(Hard)]
    [InlineData("=leading and trailing ")]
    [InlineData("'quoted'")]
    [InlineData("both \"of\" 'them'")]
    [InlineData("{braces};Password=other")]
    public void A_password_of_any_signs_comes_through_a_connection_string_and_an_address(string password)
    {
        var file = Write("password", password);
        new NpgsqlConnectionStringBuilder(Read($"Host=postgres;Username=u;Password=${{file:{file}|connection-string}};Database=d")).Password.ShouldBe(password);
        var uri = new Uri(Read($"postgresql://u:${{file:{file}|uri}}@postgres:5432/d"));
        (uri.Host, Uri.UnescapeDataString(uri.UserInfo)).ShouldBe(("postgres", "u:" + password));
    }

    [Fact]
    public void Settings_without_a_place_for_one_stay_as_they_are()
    {
        Read("$5 or ${other}").ShouldBe("$5 or ${other}");
        Read($"${{file:{Write("x", "long enough")}|base64}}").ShouldContain("|base64}", Case.Sensitive, "an encoding that nobody knows is no place");
    }

    [Fact]
    public void All_that_is_missing_or_no_secret_is_said_at_once_and_never_its_text()
    {
        var (shortOne, known, empty) = (Write("short", "abc"), Write("known", "Change-Me!"), Write("empty", " \n"));
        var problem = Should.Throw<SecretFileException>(() => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["A"] = $"${{file:{folder.FullName}/missing}}", ["B"] = $"x=${{file:{shortOne}}}", ["C"] = $"${{file:{known}}}", ["D"] = $"${{file:{empty}}}",
        }).AddSecretFiles());
        var lines = problem.Message.Split(Environment.NewLine);
        lines.Length.ShouldBe(4);
        lines[0].ShouldStartWith($"A needs the secret in {folder.FullName}/missing, which cannot be read: ");
        lines[1].ShouldBe($"B needs a secret, and {shortOne} holds fewer than 8 characters. Write a random one of 32 characters into it.");
        lines[2].ShouldBe($"C needs a secret, and {known} holds a placeholder that everybody knows. Write a random one of 32 characters into it.");
        lines[3].ShouldBe($"D needs a secret, and {empty} is empty. Write a random one of 32 characters into it.");
        problem.Message.ShouldNotContain("abc");
    }

    [Theory]
    [InlineData("changeme")]
    [InlineData("CHANGE_ME")]
    [InlineData("your-password-here")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("1234567")]
    public void What_somebody_forgot_to_replace_is_no_secret(string text) =>
        Should.Throw<SecretFileException>(() => Read($"${{file:{Write("forgotten", text)}}}"));

    public void Dispose() => folder.Delete(recursive: true);

    private static string Read(string value) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Setting"] = value }).AddSecretFiles().Build()["Setting"]!;

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
