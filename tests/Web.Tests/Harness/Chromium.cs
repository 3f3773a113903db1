using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Harness;

/// <summary>The system's Chromium. Web Bluetooth is behind a flag on Linux.</summary>
internal static class Chromium
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static readonly Lazy<Task<IPlaywright>> _driver = new(() => Playwright.CreateAsync());
    private static readonly Dictionary<bool, ConcurrentBag<IBrowser>> _idle = new() { [false] = [], [true] = [] };

    public static string[] Arguments(bool bluetooth) =>
        [.. OperatingSystem.IsLinux() && Environment.UserName == "root" ? new[] { "--no-sandbox" } : [], .. bluetooth ? new[] { "--enable-features=WebBluetooth" } : []];

    /// <summary>Where it is. Without one the test is inconclusive.</summary>
    public static string Find() => Environment.GetEnvironmentVariable("ENDCAP_CHROMIUM") is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(_ => _names, Path.Combine).FirstOrDefault(File.Exists)
        ?? throw new AssertInconclusiveException("No Chromium: tests/install-tools.sh installs Debian's, or ENDCAP_CHROMIUM names one.");

    /// <summary>Playwright's driver, one for the run.</summary>
    public static async Task<IPlaywright> Driver()
    {
        try
        {
            return await _driver.Value;
        }
        catch (PlaywrightException e)
        {
            throw new AssertInconclusiveException($"Playwright's driver does not run here: {e.Message}");
        }
    }

    /// <summary>A running browser that no other test uses, with no context: one that another test gave back, or a new one.</summary>
    public static async Task<IBrowser> Borrow(bool bluetooth)
    {
        while (_idle[bluetooth].TryTake(out IBrowser? idle))
            if (idle.IsConnected) return idle;
        return await (await Driver()).Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = Arguments(bluetooth) });
    }

    /// <summary>Takes a browser back: its contexts are closed, and with them what pages stored.</summary>
    public static async Task GiveBack(IBrowser browser, bool bluetooth)
    {
        try
        {
            foreach (IBrowserContext context in browser.Contexts.ToArray()) await context.CloseAsync();
            _idle[bluetooth].Add(browser);
        }
        catch (PlaywrightException)
        {
            await browser.CloseAsync(); // a crashed one is no longer used
        }
    }

    /// <summary>Closes every browser that was given back, and the driver.</summary>
    public static async Task Close()
    {
        foreach (IBrowser browser in _idle.Values.SelectMany(bag => bag)) await browser.CloseAsync();
        if (_driver.IsValueCreated) (await _driver.Value).Dispose();
    }
}
