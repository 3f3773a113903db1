using System.Globalization;
using Endcap.Compression.Datasets;
using Endcap.Compression.Models;

namespace Endcap.Tests.HostTools.Cli;

/// <summary>The small store from purchases to a blob, in a folder of its own: s.json, m.json, shelf.csv, shelf.ecap.</summary>
internal sealed class BuiltStore : IDisposable
{
    public const string Shelf = "sku,name,brand,price\nA,Apple tea,0,1.1\nB,Birch tea,1,1.2\nC,Cocoa,2,1.4\nD,Dark cocoa,3,1.05\n";

    private readonly TemporaryFolder _folder = new();

    public BuiltStore(string item = "brand,price", string[]? train = null, string[]? build = null)
    {
        string csv = _folder.Write("train.csv", SmallStore.Csv(300, 1));
        EndcapProcess.Run("schema", "infer", csv, "--label", "y", "--group", "g", "--item", item, "--affinity", "last",
            "--categorical", "brand", "-o", _folder["s.json"]).Succeeded();
        EndcapProcess.Run(["train", csv, "--schema", _folder["s.json"], "--objective", "pairwise", "--trees", "20", "--depth", "4",
            .. train ?? [], "-o", _folder["m.json"]]).Succeeded();
        File.Delete(csv);
        string shelf = item.Contains("price", StringComparison.Ordinal) ? Shelf : "sku,name,brand\nA,Apple tea,0\nB,Birch tea,1\nC,Cocoa,2\n";
        _folder.Write("shelf.csv", shelf);
        BuildReport = Build(build ?? []).Succeeded();
    }

    /// <summary>What endcap build --json said.</summary>
    public EndcapProcess BuildReport { get; }

    public string this[string name] => _folder[name];

    public string Files => _folder.Files;

    public string Write(string name, string text) => _folder.Write(name, text);

    public string Write(string name, byte[] bytes) => _folder.Write(name, bytes);

    public byte[] Blob => File.ReadAllBytes(this["shelf.ecap"]);

    public EndcapProcess Build(params string[] more) => EndcapProcess.Run(
        ["build", this["m.json"], "--shelf", this["shelf.csv"], "-o", this["shelf.ecap"], "--json", .. more]);

    public EndcapProcess Inspect(params string[] more) => EndcapProcess.Run(["inspect", this["shelf.ecap"], .. more]);

    public EndcapProcess Rank(string profile, params string[] more) =>
        EndcapProcess.Run(["rank", this["shelf.ecap"], "--profile", Write("p.json", profile), .. more]);

    /// <summary>The float model's score of each product for a profile file.</summary>
    public Dictionary<string, double> FloatScores()
    {
        BinModel model = ModelFiles.Read(this["m.json"]);
        Shelf shelf = ShelfReader.Read(this["shelf.csv"], model.Schema);
        Profile profile = ProfileFile.Read(this["p.json"], model.Schema.Features, [.. shelf.Products.Select(product => product.Sku)]);
        return shelf.Products.Select((product, p) => (product.Sku, Score: model.Score([.. model.Schema.Features.Select((feature, f) =>
            feature.Scope switch
            {
                FeatureScope.Item => product.ItemBins[f],
                FeatureScope.Affinity => profile.AffinityBins[p][f],
                _ => profile.SessionBins[f],
            })]))).ToDictionary(product => product.Sku, product => product.Score);
    }

    /// <summary>A profile of random age, price and last purchase.</summary>
    public static string RandomProfile(Random random, bool price)
    {
        string shopper = $"\"age\": {random.Next(20, 80)}";
        if (price) shopper += string.Create(CultureInfo.InvariantCulture, $", \"price\": {1 + random.Next(50) / 100.0}");
        return $$$"""{"shopper": { {{{shopper}}} }, "affinity": { "{{{"ABC"[random.Next(3)]}}}": {"last": 1} } }""";
    }

    public void Dispose() => _folder.Dispose();
}
