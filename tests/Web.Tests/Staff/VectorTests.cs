using System.Text.Json;
using Endcap.Compression.Errors;
using Endcap.Compression.Faults;
using Endcap.Compression.LabelRecords;
using Endcap.Tests.Web.Harness;

namespace Endcap.Tests.Web.Staff;

/// <summary>The page's own code in the browser agrees with the firmware and with the host tools.</summary>
[TestClass]
public sealed class VectorTests
{
    [TestMethod]
    public async Task The_Page_Agrees_With_The_Firmware_On_Every_Vector()
    {
        await using ShopperRig rig = await Page();
        string vectors = await File.ReadAllTextAsync(Path.Combine(Folders.Root, "tests", "Golden", "Protocol", "update-vectors.json"));
        string check = await File.ReadAllTextAsync(Path.Combine(Folders.Root, "tests", "Web.Tests", "Vectors", "check-staff.mjs"));
        JsonElement? result = await rig.Page.EvaluateAsync($$"""
            async (vectors) => {
              {{check.Replace("export async function", "async function", StringComparison.Ordinal)}}
              const [bytes, keys, packets, seal] = await Promise.all(['bytes', 'keys', 'packets', 'seal'].map((name) => import(`./${name}.js`)));
              const { toHex, fromHex } = await import('../shopper/protocol.js');
              return check(JSON.parse(vectors), { bytes, keys, packets, seal, toHex, fromHex });
            }
            """, vectors);
        Assert.AreEqual("", string.Join('\n', result!.Value.GetProperty("failures").EnumerateArray().Select(each => each.GetString())));
        Assert.IsGreaterThan(40, result.Value.GetProperty("checks").GetInt32());
    }

    [TestMethod]
    public async Task Records_Are_Those_Of_The_Host_Byte_For_Byte()
    {
        await using ShopperRig rig = await Page();
        foreach (string list in Lists)
        {
            string[] expected = Host(list, out string? refused);
            Assert.IsNull(refused, list);
            CollectionAssert.AreEqual(expected, await Records(rig, list), list);
        }
    }

    [TestMethod]
    public async Task What_The_Host_Refuses_The_Page_Refuses()
    {
        await using ShopperRig rig = await Page();
        foreach (string list in Refused)
        {
            Host(list, out string? refused);
            Assert.IsNotNull(refused, $"the host takes {list}");
            string[] found = await Records(rig, list);
            Assert.HasCount(1, found);
            StringAssert.StartsWith(found[0], "refused: ", $"{refused} – {list}");
        }
    }

    [TestMethod]
    public async Task Every_Fault_Has_Words()
    {
        await using ShopperRig rig = await Page();
        int[] numbers = [.. FaultTable.All.Select(fault => fault.Number).Where(number => number >= 78)];
        string[] titles = await rig.Page.EvaluateAsync<string[]>(
            "async (numbers) => { const { faultWords } = await import('./strings.js'); return [...numbers, 0, 254].map((n) => faultWords(n).title); }", numbers);
        string unknown = titles[^1];
        string[] generic = [.. numbers.Where((_, i) => titles[i] == unknown).Select(number => FaultTable.Find(number)!.Name)];
        Assert.AreEqual("BadManifest BadChunk", string.Join(' ', generic)); // both are mistakes of the page
    }

    private static string[] Lists { get; } =
    [
        StaffRig.List,
        "label_id,sku,name,price,currency\n1,a,Brot,2,JPY\n2,b,Salz,0.5,KWD\n3,c,Käse,99999.99,USD\n4,d,x,0,CHF\n",
        "\uFEFFprice,name,label_id,currency,sku,currency_place,shelf\r\n0002.40,\"Saft \"\"Rot\"\"\",0xff,GBP,s1,after,A\r\n1.10, Mu\u0308sli – „x ,7,EUR,s2,before,B\r\n\r\n3,…“”’‘•€,8,£,s1,,A\r\n"
            .Replace("„", "“", StringComparison.Ordinal),
        "label_id,sku,name,price,currency,position,shelf\n1,a,A,1,EUR,9,x\n2,b,B,1,EUR,10,x\n3,ü,C,1,EUR,1,x\n4,a,D,1,EUR,2,x\n5,z,E,1,EUR,1,y\n",
    ];

    private static string[] Refused { get; } =
    [
        "label_id,sku,name,price\n1,a,b,1\n", "label_id,sku,name,price,currency,colour\n1,a,b,1,EUR,red\n", "label_id,sku,name,price,currency\n",
        "label_id,sku,name,price,currency\n1,a,b,1,EUR\n1,a,b,1,EUR\n", "label_id,sku,name,price,currency\n1,a,b,1\n", "label_id,sku,name,price,currency\nx,a,b,1,EUR\n",
        "label_id,sku,name,price,currency\n4294967296,a,b,1,EUR\n", "label_id,sku,name,price,currency\n1,a,b,1.234,EUR\n", "label_id,sku,name,price,currency\n1,a,b,\"1,20\",EUR\n",
        "label_id,sku,name,price,currency\n1,a,b,1.5,JPY\n", "label_id,sku,name,price,currency\n1,a,b,-1,EUR\n", "label_id,sku,name,price,currency\n1,a,b,100000.00,EUR\n",
        "label_id,sku,name,price,currency\n1,a,Ωmega,1,EUR\n", "label_id,sku,name,price,currency\n1,a,,1,EUR\n", "label_id,sku,name,price,currency,ean\n1,a,b,1,EUR,2000000021042\n",
        "label_id,sku,name,price,currency,ean\n1,a,b,1,EUR,123\n", "label_id,sku,name,price,currency,position\n1,a,b,1,EUR,1\n2,c,d,1,EUR,1\n",
        "label_id,sku,name,price,currency,position\n1,a,b,1,EUR,first\n", "label_id,sku,name,price,currency,currency_place\n1,a,b,1,EUR,above\n",
        "label_id,sku,name,price,currency\n1,a,\"b,1,EUR\n", $"label_id,sku,name,price,currency\n1,a,{new string('x', 256)},1,EUR\n", "",
    ];

    private static Task<ShopperRig> Page() => ShopperRig.Open(null, bluetooth: false, isLabelNear: false, page: "staff");

    private static string[] Host(string list, out string? refused)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, list);
        refused = null;
        try
        {
            return [.. LabelCsv.Read(path).Select(entry => Convert.ToHexStringLower(ContentWriter.Write(entry.Content)))];
        }
        catch (UserErrorException e)
        {
            refused = e.Message;
            return [];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Task<string[]> Records(ShopperRig rig, string list) => rig.Page.EvaluateAsync<string[]>("""
        async (text) => {
          const [{ readList }, { contentRecord }, { toHex }] = await Promise.all(['./list.js', './content.js', '../shopper/protocol.js'].map((name) => import(name)));
          try {
            return readList(new TextEncoder().encode(text)).map(({ texts, order }) => toHex(contentRecord(texts, order)));
          } catch (error) {
            return [`refused: ${error.code}`];
          }
        }
        """, list);
}
