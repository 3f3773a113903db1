namespace Endcap.Tests.HostTools;

/// <summary>Small models, trained by other tools on public data, that are part of the repository: tests/Golden/Models.</summary>
internal static class OwnModels
{
    /// <summary>The folder of a case.</summary>
    public static string Folder(string tool, string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "tests", "Golden", "Models", tool, name);
            if (Directory.Exists(path)) return path;
        }

        throw new DirectoryNotFoundException($"tests/Golden/Models/{tool}/{name}");
    }
}
