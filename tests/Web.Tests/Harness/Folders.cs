namespace Endcap.Tests.Web.Harness;

/// <summary>Where things are.</summary>
internal static class Folders
{
    public static string Root { get; } = FindRoot();

    /// <summary>All pages.</summary>
    public static string Web => Path.Combine(Root, "hostTools", "Web");

    public static string Shopper => Path.Combine(Web, "shopper");

    public static string Staff => Path.Combine(Web, "staff");

    /// <summary>Screenshots: ENDCAP_SCREENSHOTS, or a folder of the temporary files.</summary>
    public static string Screenshots { get; } = Directory.CreateDirectory(Environment.GetEnvironmentVariable("ENDCAP_SCREENSHOTS")
        ?? Path.Combine(Path.GetTempPath(), "endcap-screenshots")).FullName;

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Firmware.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Firmware.sln is not above the tests.");
    }
}
