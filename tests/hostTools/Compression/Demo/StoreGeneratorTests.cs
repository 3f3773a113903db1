using System.Text.Json.Nodes;
using Endcap.Compression.Demo;

namespace Endcap.Tests.HostTools.Compression.Demo;

[TestClass]
public sealed class StoreGeneratorTests
{
    private static readonly GeneratedStore _store = StoreGenerator.Generate(seed: 1);

    [TestMethod]
    public void The_Same_Seed_Gives_The_Same_Store()
    {
        GeneratedStore again = StoreGenerator.Generate(seed: 1), other = StoreGenerator.Generate(seed: 2);
        Assert.AreEqual(StoreFiles.Rows(_store.Purchases, _store), StoreFiles.Rows(again.Purchases, again));
        Assert.AreEqual(StoreFiles.Profile(_store.Sample), StoreFiles.Profile(again.Sample));
        Assert.AreNotEqual(StoreFiles.Rows(_store.Purchases, _store), StoreFiles.Rows(other.Purchases, other));
    }

    [TestMethod]
    public void The_Random_Numbers_Are_SplitMix64()
    {
        var random = new SplitMix64(1234567); // first numbers of its reference implementation
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431];
        foreach (ulong number in expected) Assert.AreEqual(number, random.NextBits());
    }

    [TestMethod]
    public void Probabilities_Sum_To_One()
    {
        foreach (Purchase purchase in _store.Purchases)
        {
            Assert.AreEqual(1, purchase.Probabilities.Sum(), 1e-12);
            Assert.IsTrue(purchase.Probabilities.All(probability => probability is > 0 and < 1));
        }
    }

    [TestMethod]
    public void Choices_Follow_The_Stated_Model()
    {
        Assert.IsLessThan(3, Misfit(_store.Purchases, purchase => purchase.Probabilities));

        // Negative controls: a sharper model, and probabilities that belong to another purchase, are found out.
        Assert.IsGreaterThan(10, Misfit(_store.Purchases, purchase => Power(purchase.Probabilities, 1.4)));
        Assert.IsGreaterThan(10, Misfit(_store.Purchases, purchase => _store.Purchases[(purchase.Id + 97) % _store.Purchases.Count].Probabilities));
    }

    [TestMethod]
    public void History_Is_What_Was_Bought_Before()
    {
        foreach (IGrouping<int, Purchase> own in _store.Purchases.GroupBy(purchase => purchase.Household.Id))
        {
            int last = -1;
            int[] times = new int[StoreProduct.Shelf.Count];
            foreach (Purchase purchase in own)
            {
                Assert.AreEqual(last, purchase.History.Last);
                CollectionAssert.AreEqual(times, purchase.History.Times);
                last = purchase.Chosen;
                times[last]++;
            }
        }
    }

    [TestMethod]
    public void Files_Have_The_Stated_Columns_And_Keep_The_Truth_Apart()
    {
        string[] lines = StoreFiles.Rows(_store.Purchases.Take(3), _store).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.AreEqual(string.Join(',', StoreColumns.All), lines[0]);
        Assert.IsFalse(StoreColumns.All.Any(column => column.Contains("truth", StringComparison.Ordinal) || column.Contains("prob", StringComparison.Ordinal)));
        Assert.HasCount(1 + 3 * StoreProduct.Shelf.Count, lines);
        Assert.IsTrue(lines.All(line => line.Split(',').Length == StoreColumns.All.Count));

        // The inputs tell nothing of the choice at hand: with another choice only the label column differs.
        Purchase purchase = _store.Purchases[5];
        string before = WithoutLabel(purchase), after = WithoutLabel(purchase with { Chosen = (purchase.Chosen + 1) % StoreProduct.Shelf.Count });
        Assert.AreEqual(before, after);
    }

    [TestMethod]
    public void Households_Are_In_One_Split_Only()
    {
        IEnumerable<int> train = _store.Purchases.Where(purchase => !purchase.IsTest).Select(purchase => purchase.Household.Id);
        IEnumerable<int> test = _store.Purchases.Where(purchase => purchase.IsTest).Select(purchase => purchase.Household.Id);
        Assert.IsEmpty(train.Intersect(test));
        Assert.IsGreaterThan(500, _store.Purchases.Count(purchase => purchase.IsTest));
    }

    [TestMethod]
    public void Barcodes_Are_Valid_In_Store_Numbers()
    {
        foreach (StoreProduct product in StoreProduct.Shelf)
        {
            Assert.IsNotNull(Endcap.Label.Display.Ean13.Parse(product.Ean));
            Assert.StartsWith("2", product.Ean);
        }

        Assert.HasCount(StoreProduct.Shelf.Count, StoreProduct.Shelf.Select(product => product.Ean).Distinct().ToArray());
    }

    [TestMethod]
    public void Truth_Bounds_Every_Ranking()
    {
        Purchase[] test = [.. _store.Purchases.Where(purchase => purchase.IsTest)];
        StoreTruth best = StoreTruth.Measure(test, purchase => purchase.Best), last = StoreTruth.Measure(test, purchase => Math.Max(0, purchase.History.Last));
        Assert.AreEqual(1, best.TrueBestFound);
        Assert.AreEqual(1, best.Captured, 1e-12);
        Assert.AreEqual(best.BestChance, best.BestTop1, 0.04); // expectation and what came of it
        Assert.IsLessThan(0.95, last.Captured); // habit alone is not the whole answer
    }

    [TestMethod]
    public void The_Folder_Is_Complete_And_Says_Generated()
    {
        string folder = Directory.CreateTempSubdirectory("endcap-store-").FullName;
        try
        {
            IReadOnlyList<string> files = StoreFiles.Write(_store, folder);
            CollectionAssert.AreEquivalent(files.ToArray(), Directory.GetFiles(folder).Select(Path.GetFileName).ToArray());
            Assert.Contains("GENERATED", File.ReadAllText(Path.Combine(folder, "README.txt")));
            JsonNode profile = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "profile.json")))!;
            Assert.HasCount(StoreProduct.Shelf.Count, profile["affinity"]!.AsObject());
            Assert.AreEqual(18, (int)profile["context"]!["hour"]!);
            int rows = _store.Purchases.Count(purchase => purchase.IsTest) * StoreProduct.Shelf.Count;
            Assert.HasCount(rows + 1, File.ReadAllLines(Path.Combine(folder, "test.csv")));
            Assert.HasCount(rows + 1, File.ReadAllLines(Path.Combine(folder, "truth-test.csv")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Largest |observed − expected| / standard deviation over ten classes of stated probability: a good model stays near 2.
    private static double Misfit(IEnumerable<Purchase> purchases, Func<Purchase, double[]> model)
    {
        double[] expected = new double[10], variance = new double[10], observed = new double[10];
        foreach (Purchase purchase in purchases)
        {
            double[] probabilities = model(purchase);
            for (int i = 0; i < probabilities.Length; i++)
            {
                double p = probabilities[i];
                int bin = Math.Min(9, (int)(10 * p));
                expected[bin] += p;
                variance[bin] += p * (1 - p);
                if (purchase.Chosen == i) observed[bin]++;
            }
        }

        return Enumerable.Range(0, 10).Where(bin => variance[bin] > 5).Max(bin => Math.Abs(observed[bin] - expected[bin]) / Math.Sqrt(variance[bin]));
    }

    private static double[] Power(double[] probabilities, double exponent)
    {
        double sum = probabilities.Sum(p => Math.Pow(p, exponent));
        return [.. probabilities.Select(p => Math.Pow(p, exponent) / sum)];
    }

    private static string WithoutLabel(Purchase purchase)
    {
        int label = StoreColumns.All.ToList().IndexOf(StoreColumns.Label);
        return string.Join('\n', StoreFiles.Rows([purchase], _store).Split('\n')
            .Select(line => string.Join(',', line.Split(',').Where((_, column) => column != label))));
    }
}
