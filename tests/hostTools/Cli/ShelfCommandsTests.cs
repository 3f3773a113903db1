using System.Text.Json;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public class ShelfCommandsTests
{
    private const string Profile = """{"shopper": {"age": 33}, "affinity": {"B": {"last": 1}}}""";

    [TestMethod]
    public void Builds_Inspects_And_Ranks()
    {
        using var store = new BuiltStore(build: ["--model-version", "7"]);
        JsonElement built = store.BuildReport.Json, inspected = store.Inspect("--json").Succeeded().Json;
        JsonElement ranked = store.Rank(Profile, "--json").Succeeded().Json;
        Assert.AreEqual("m.json p.json s.json shelf.csv shelf.ecap", store.Files);
        Assert.AreEqual(store.Blob.Length, built.GetProperty("bytes").GetInt32());
        Assert.AreEqual("exact", built.GetProperty("worstErrorKind").GetString());
        Assert.AreEqual(6, built.GetProperty("neverSwap").GetInt32() + built.GetProperty("couldSwap").GetInt32());
        foreach (JsonElement report in (JsonElement[])[built, inspected, ranked])
        {
            Assert.AreEqual(built.GetProperty("schemaId").GetString(), report.GetProperty("schemaId").GetString());
            Assert.AreEqual(7, report.GetProperty("modelVersion").GetInt32());
        }

        Assert.AreEqual("B", ranked.GetProperty("ranking")[0].GetProperty("sku").GetString());
        Assert.AreEqual("Birch tea", ranked.GetProperty("ranking")[0].GetProperty("name").GetString());
        Assert.AreEqual(2, store.Rank(Profile, "--json", "--top", "2").Succeeded().Json.GetProperty("ranking").GetArrayLength());
    }

    [TestMethod]
    [DataRow("brand,price", false, "2")]
    [DataRow("brand", true, "2")]
    [DataRow("brand", true, "-1")]
    public void The_Label_Orders_Like_The_Float_Model_But_For_Its_Worst_Error(string item, bool price, string pathLimit)
    {
        using var store = new BuiltStore(item, ["--path-limit", pathLimit]);
        JsonElement built = store.BuildReport.Json;
        double worst = built.GetProperty("worstError").GetDouble() + 1e-6; // the score itself is rounded to float
        Assert.AreEqual(pathLimit == "-1", built.GetProperty("trees").GetInt32() > 0);
        Assert.AreEqual(pathLimit == "-1" ? "upper bound" : "exact", built.GetProperty("worstErrorKind").GetString());
        var random = new Random(5);
        for (int n = 0; n < 20; n++)
        {
            string profile = BuiltStore.RandomProfile(random, price);
            JsonElement[] ranking = [.. store.Rank(profile, "--json").Succeeded().Json.GetProperty("ranking").EnumerateArray()];
            Dictionary<string, double> floats = store.FloatScores();
            double above = double.PositiveInfinity;
            foreach (JsonElement product in ranking)
            {
                double score = floats[product.GetProperty("sku").GetString()!];
                Assert.AreEqual(score, product.GetProperty("score").GetDouble(), worst, profile);
                Assert.IsLessThanOrEqualTo(above + 2 * worst, score, profile);
                above = score;
            }
        }
    }

    [TestMethod]
    [DataRow("2")]
    [DataRow("-1")]
    public void An_Explanation_Adds_Up_To_The_Scores(string pathLimit)
    {
        using var store = new BuiltStore("brand", ["--path-limit", pathLimit]);
        JsonElement ranked = store.Rank(BuiltStore.RandomProfile(new Random(1), true), "--json", "--explain", "--top", "1").Succeeded().Json;
        JsonElement explanation = ranked.GetProperty("explanation");
        JsonElement[] parts = [.. explanation.GetProperty("parts").EnumerateArray()];
        JsonElement first = ranked.GetProperty("ranking")[0];
        Assert.AreEqual(first.GetProperty("sku").GetString(), explanation.GetProperty("first").GetString());
        Assert.AreEqual(first.GetProperty("steps").GetInt32(), parts.Sum(part => part.GetProperty("first").GetInt32()));
        Assert.AreEqual(explanation.GetProperty("ahead").GetInt32(), parts.Sum(part => part.GetProperty("difference").GetInt32()));
        string[] names = [.. parts.Select(part => part.GetProperty("part").GetString()!)];
        CollectionAssert.Contains(names, "base score");
        Assert.AreEqual(pathLimit == "-1", names.Contains("residual trees"));
    }

    [TestMethod]
    public void The_Keys_Of_The_Reports_Are_Stable()
    {
        using var store = new BuiltStore();
        Assert.AreEqual("output bytes budget schemaId modelVersion seed products groups tables cells grids trees tolerance step offset "
            + "worstError worstErrorKind neverSwap couldSwap possibleSwaps[first second within certain] sections[kind name offset bytes] warnings[]",
            JsonKeys.Of(store.BuildReport.Json));
        Assert.AreEqual("file bytes formatVersion schemaId modelVersion checksum sections[kind name offset bytes] "
            + "features[name scope bins restBin] products[sku name base] groups[features[] products cells cuts grid] grids[grid features[] cells] "
            + "lanes{bits perWord words cells} trees{count nodes itemFeatures} numbers{step offset worstError neverSwap couldSwap} "
            + "possibleSwaps[first second lowSteps highSteps certain] "
            + "heap{totalBytes blobBytes objectBytes limitBytes rule arrays[name elements bytes]} "
            + "cost{work[what weighted operations minMilliseconds maxMilliseconds] unit timeAssumptions} hex[] warnings[]",
            JsonKeys.Of(store.Inspect("--json", "--hex", "all").Succeeded().Json));
        Assert.AreEqual("schemaId modelVersion ranking[rank sku name score steps] "
            + "explanation{first second ahead parts[part first second difference]} warnings[]",
            JsonKeys.Of(store.Rank(Profile, "--json", "--explain").Succeeded().Json));
    }

    [TestMethod]
    public void The_Sections_Are_The_File()
    {
        using var store = new BuiltStore();
        JsonElement report = store.Inspect("--json").Succeeded().Json;
        int at = 0;
        foreach (JsonElement section in report.GetProperty("sections").EnumerateArray())
        {
            Assert.AreEqual(at, section.GetProperty("offset").GetInt32());
            at += section.GetProperty("bytes").GetInt32();
        }

        Assert.AreEqual(store.Blob.Length, at);
        Assert.AreEqual(store.BuildReport.Json.GetProperty("sections").GetRawText(), report.GetProperty("sections").GetRawText());
    }

    [TestMethod]
    public void The_Hex_Dump_Is_The_File()
    {
        using var store = new BuiltStore();
        byte[] blob = store.Blob;
        string[] lines = [.. store.Inspect("--json", "--hex", "all").Succeeded().Json.GetProperty("hex").EnumerateArray().Select(line => line.GetString()!)];
        string hex = string.Concat(lines.Where(line => !line.EndsWith(':')).Select(line => line[10..59].Replace(" ", "", StringComparison.Ordinal)));
        Assert.AreEqual(Convert.ToHexStringLower(blob), hex);
        string text = store.Inspect("--hex", "header").Succeeded().Output;
        StringAssert.Contains(text, "header:\n00000000  45 43 41 50 01 00 00 ", StringComparison.Ordinal);
        StringAssert.Contains(text, "|ECAP", StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", text);
    }

    [TestMethod]
    public void A_Blob_Without_Feature_Texts_Can_Be_Inspected_But_Not_Ranked()
    {
        using var store = new BuiltStore(build: ["--no-feature-texts"]);
        JsonElement report = store.Inspect("--json").Succeeded().Json;
        Assert.AreEqual("feature 0", report.GetProperty("features")[0].GetProperty("name").GetString());
        EndcapProcess ranked = store.Rank(Profile);
        Assert.AreEqual(1, ranked.ExitCode);
        StringAssert.StartsWith(ranked.Error, "error E311: ", StringComparison.Ordinal);
        StringAssert.Contains(ranked.Error, "no features section", StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_Same_Seed_Gives_The_Same_Blob_And_A_Budget_Is_Kept()
    {
        using var store = new BuiltStore();
        byte[] blob = store.Blob;
        store.Build("--seed", "1").Succeeded();
        CollectionAssert.AreEqual(blob, store.Blob);
        store.Build("--budget", $"{blob.Length - 20}").Succeeded();
        Assert.IsLessThanOrEqualTo(blob.Length - 20, store.Blob.Length);
    }
}
