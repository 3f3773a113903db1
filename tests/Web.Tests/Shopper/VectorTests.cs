using System.Text.Json;
using Endcap.Tests.Web.Harness;

namespace Endcap.Tests.Web.Shopper;

/// <summary>The page's own code in the browser agrees with the firmware on the golden vectors.</summary>
[TestClass]
public sealed class VectorTests
{
    [TestMethod]
    public async Task The_Page_Agrees_With_The_Firmware_On_Every_Vector()
    {
        await using ShopperRig rig = await ShopperRig.Open(null, bluetooth: false, isLabelNear: false);
        string vectors = await File.ReadAllTextAsync(Path.Combine(Folders.Root, "tests", "Golden", "Protocol", "vectors.json"));
        string check = await File.ReadAllTextAsync(Path.Combine(Folders.Root, "tests", "Web.Tests", "Vectors", "check.mjs"));
        JsonElement? result = await rig.Page.EvaluateAsync($$"""
            async (vectors) => {
              {{check.Replace("export function", "function", StringComparison.Ordinal)}}
              const [protocol, schema, binning] = await Promise.all(['protocol', 'schema', 'binning'].map((name) => import(`./${name}.js`)));
              return check(JSON.parse(vectors), { protocol, schema, binning });
            }
            """, vectors);
        string[] failures = [.. result!.Value.GetProperty("failures").EnumerateArray().Select(each => each.GetString()!)];
        Assert.AreEqual("", string.Join('\n', failures.Take(20)));
        Assert.IsGreaterThan(1000, result.Value.GetProperty("checks").GetInt32());
    }
}
