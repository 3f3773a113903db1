namespace Endcap.Tests.HostTools.Publishing;

/// <summary>Golden files of the repository.</summary>
internal static class Golden
{
    /// <summary>The text of a file in tests/Golden.</summary>
    public static string Text(string folder, string name)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, "tests", "Golden", folder, name);
            if (File.Exists(path)) return File.ReadAllText(path);
        }

        throw new FileNotFoundException($"tests/Golden/{folder}/{name}");
    }
}
