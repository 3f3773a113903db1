namespace Endcap.Tests.HostTools;

/// <summary>Models that other tools wrote, which are not part of the repository: in $ENDCAP_MODELS, or in shared/models beside or above it.</summary>
internal static class RealModels
{
    /// <summary>The path of a file; the test is inconclusive where the models are not there.</summary>
    public static string Path(params string[] parts)
    {
        foreach (string folder in Folders())
        {
            string path = System.IO.Path.Combine([folder, .. parts]);
            if (File.Exists(path)) return path;
        }

        Assert.Inconclusive($"no {string.Join('/', parts)}: set ENDCAP_MODELS to the folder of the models");
        return "";
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("ENDCAP_MODELS") is { Length: > 0 } set) yield return set;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return System.IO.Path.Combine(folder.FullName, "shared", "models");
    }
}
