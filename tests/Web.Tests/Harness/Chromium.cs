using Microsoft.Playwright;

namespace Endcap.Tests.Web.Harness;

/// <summary>The system's Chromium. Web Bluetooth is behind a flag on Linux.</summary>
internal static class Chromium
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    public static string[] Arguments(bool bluetooth) =>
        [.. OperatingSystem.IsLinux() && Environment.UserName == "root" ? new[] { "--no-sandbox" } : [], .. bluetooth ? new[] { "--enable-features=WebBluetooth" } : []];

    /// <summary>Where it is. Without one the test is inconclusive.</summary>
    public static string Find() => Environment.GetEnvironmentVariable("ENDCAP_CHROMIUM") is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(_ => _names, Path.Combine).FirstOrDefault(File.Exists)
        ?? throw new AssertInconclusiveException("No Chromium: tests/install-tools.sh installs Debian's, or ENDCAP_CHROMIUM names one.");

    public static async Task<IPlaywright> Driver()
    {
        try
        {
            return await Playwright.CreateAsync();
        }
        catch (PlaywrightException e)
        {
            throw new AssertInconclusiveException($"Playwright's driver does not run here: {e.Message}");
        }
    }
}
