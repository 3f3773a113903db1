namespace Endcap.Tests.HostTools;

/// <summary>The public data sets, which are not part of the repository: in $ENDCAP_DATA, or in shared/data beside or above it.</summary>
internal static class RealData
{
    /// <summary>The path of a file; the test is inconclusive where the data is not there.</summary>
    public static string Path(params string[] parts)
    {
        foreach (string folder in Folders())
        {
            string path = System.IO.Path.Combine([folder, .. parts]);
            if (File.Exists(path)) return path;
        }

        Assert.Inconclusive($"no {string.Join('/', parts)}: set ENDCAP_DATA to the folder of the data sets");
        return "";
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("ENDCAP_DATA") is { Length: > 0 } set) yield return set;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return System.IO.Path.Combine(folder.FullName, "shared", "data");
    }
}
