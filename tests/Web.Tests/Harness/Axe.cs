using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Harness;

/// <summary>axe-core, fetched from the npm registry for the run and not part of the repository.</summary>
internal static class Axe
{
    private const string Package = "axe-core@4.10.3";

    // Several tests want it at once, and npm is to run once.
    private static readonly Lazy<Task<string>> _script = new(Get);

    /// <summary>Its script, to be evaluated in a page. Where it cannot be had the test is inconclusive.</summary>
    public static Task<string> Fetch() => _script.Value;

    /// <summary>The serious findings in a page that has the script, one per line; empty when all is well.</summary>
    public static async Task<string> Serious(IPage page)
    {
        JsonElement? found = await page.EvaluateAsync("""
            async () => (await axe.run()).violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
              .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`)
            """);
        return string.Join('\n', found!.Value.EnumerateArray().Select(each => each.GetString()));
    }

    private static async Task<string> Get()
    {
        string folder = Path.Combine(Path.GetTempPath(), "endcap-axe"), script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        try
        {
            if (!File.Exists(script)) await Install(folder);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // no npm
        }

        return File.Exists(script) ? await File.ReadAllTextAsync(script)
            : throw new AssertInconclusiveException($"npm could not fetch {Package}, so accessibility was not checked.");
    }

    // npm only fetches here; nothing of the package runs outside the page.
    private static async Task Install(string folder)
    {
        Directory.CreateDirectory(folder);
        using Process npm = Process.Start(new ProcessStartInfo("npm", ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", Package])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        await npm.WaitForExitAsync();
    }
}
