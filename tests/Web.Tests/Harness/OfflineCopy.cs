using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Endcap.Tests.Web.Harness;

/// <summary>The list of files and their version in a page's service worker.</summary>
internal static partial class OfflineCopy
{
    /// <summary>Fails unless a service worker names all files of its folder, and has the version of those and of what it names elsewhere.</summary>
    /// <param name="folder">The page's folder.</param>
    public static void Check(string folder)
    {
        string path = Path.Combine(folder, "sw.js"), text = File.ReadAllText(path);
        string[] named = [.. Name().Matches(text[text.IndexOf("FILES", StringComparison.Ordinal)..text.IndexOf("];", StringComparison.Ordinal)])
            .Select(match => match.Groups[1].Value == "./" ? "index.html" : match.Groups[1].Value).Order(StringComparer.Ordinal)];
        string[] own = [.. Directory.GetFiles(folder).Select(Path.GetFileName).Where(name => name != "sw.js").Order(StringComparer.Ordinal)!];
        CollectionAssert.AreEqual(own, named.Where(name => !name.StartsWith("../", StringComparison.Ordinal)).ToArray());
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in named)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(Path.Combine(folder, file)));
        }

        string updated = Version().Replace(text, $"VERSION = '{Convert.ToHexStringLower(hash.GetHashAndReset())[..12]}'");
        if (Environment.GetEnvironmentVariable("ENDCAP_UPDATE_GOLDEN") == "1") File.WriteAllText(path, updated);
        else Assert.AreEqual(updated, text, "The page changed: set ENDCAP_UPDATE_GOLDEN=1 and run this test to stamp it.");
    }

    [GeneratedRegex("VERSION = '[0-9a-f]*'")]
    private static partial Regex Version();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Name();
}
