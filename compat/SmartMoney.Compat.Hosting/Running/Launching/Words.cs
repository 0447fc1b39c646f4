using System.Text;

namespace Aspire.Hosting.Running.Launching;

/// <summary>Splits a command line as launch profiles have it.</summary>
internal static class Words
{
    /// <summary>The words between blanks; double quotes hold words together.</summary>
    public static IReadOnlyList<string> Split(string? line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quoted = false;
        var begun = false;
        foreach (var c in line ?? "")
        {
            if (c == '"')
            {
                quoted = !quoted;
                begun = true;
            }
            else if (char.IsWhiteSpace(c) && !quoted)
            {
                End();
            }
            else
            {
                word.Append(c);
                begun = true;
            }
        }

        End();
        return words;

        void End()
        {
            if (begun)
            {
                words.Add(word.ToString());
                word.Clear();
                begun = false;
            }
        }
    }
}
