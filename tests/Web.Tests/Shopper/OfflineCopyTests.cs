using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Endcap.Tests.Web.Harness;

namespace Endcap.Tests.Web.Shopper;

/// <summary>The service worker names all files and the version that they have; otherwise phones would keep old ones for ever.</summary>
[TestClass]
public sealed partial class OfflineCopyTests
{
    [TestMethod]
    public void The_Service_Worker_Has_The_Files_And_Their_Version()
    {
        string path = Path.Combine(Folders.Shopper, "sw.js"), text = File.ReadAllText(path);
        string[] files = [.. Directory.GetFiles(Folders.Shopper).Select(Path.GetFileName).Where(name => name != "sw.js").Order(StringComparer.Ordinal)!];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(Path.Combine(Folders.Shopper, file)));
        }

        string version = Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
        string updated = Version().Replace(text, $"VERSION = '{version}'");
        if (Environment.GetEnvironmentVariable("ENDCAP_UPDATE_GOLDEN") == "1") File.WriteAllText(path, updated);
        else Assert.AreEqual(updated, text, "The page changed: set ENDCAP_UPDATE_GOLDEN=1 and run this test to stamp it.");
        string[] named = [.. Name().Matches(text[text.IndexOf("FILES", StringComparison.Ordinal)..text.IndexOf("];", StringComparison.Ordinal)])
            .Select(match => match.Groups[1].Value == "./" ? "index.html" : match.Groups[1].Value).Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(files, named);
    }

    [GeneratedRegex("VERSION = '[0-9a-f]*'")]
    private static partial Regex Version();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Name();
}
