using System.Globalization;

namespace SmartMoney.Local.Processes;

/// <summary>A user of this machine.</summary>
/// <param name="Name">The name.</param>
/// <param name="Id">The user id.</param>
/// <param name="GroupId">The id of the first group.</param>
public sealed record SystemUser(string Name, uint Id, uint GroupId)
{
    /// <summary>The user of this name, from /etc/passwd; null when there is none.</summary>
    public static SystemUser? Find(string name) => All().FirstOrDefault(u => u.Name == name);

    /// <summary>The user of this id, from /etc/passwd; null when there is none.</summary>
    public static SystemUser? Find(uint id) => All().FirstOrDefault(u => u.Id == id);

    private static IEnumerable<SystemUser> All()
        => File.Exists("/etc/passwd")
            ? File.ReadLines("/etc/passwd")
                .Select(line => line.Split(':'))
                .Where(fields => fields.Length >= 4)
                .Select(fields => new SystemUser(fields[0], uint.Parse(fields[2], CultureInfo.InvariantCulture), uint.Parse(fields[3], CultureInfo.InvariantCulture)))
            : [];
}
