using Endcap.Compression.Preparation;

namespace Endcap.Tests.HostTools.Compression.Preparation;

[TestClass]
public sealed class SplitTests
{
    private static readonly double[] Thirds = [0.6, 0.2, 0.2];

    [TestMethod]
    public void A_Group_Is_Never_Divided_And_The_Same_Seed_Divides_The_Same() => Seeds.Check(30, random =>
    {
        Table table = Tables.Of(Csv(random, 400, 60));
        byte[] parts = GroupSplit.Parts(table, "g", Thirds, 7);
        CollectionAssert.AreEqual(parts, GroupSplit.Parts(table, "g", Thirds, 7));
        Assert.IsTrue(Enumerable.Range(0, 400).GroupBy(row => table.Find("g")!.Text(row)).All(rows => rows.Select(row => parts[row]).Distinct().Count() == 1));
    });

    [TestMethod]
    public void Order_And_Other_Groups_Change_Nothing()
    {
        string[] lines = Csv(new Random(1), 300, 50).Trim().Split('\n')[1..];
        Dictionary<string, byte> Of(IEnumerable<string> rows)
        {
            Table table = Tables.Of("g,x\n" + string.Join('\n', rows) + "\n");
            byte[] parts = GroupSplit.Parts(table, "g", Thirds, 1);
            return Enumerable.Range(0, table.RowCount).DistinctBy(row => table.Find("g")!.Text(row)).ToDictionary(row => table.Find("g")!.Text(row), row => parts[row]);
        }

        Dictionary<string, byte> all = Of(lines), half = Of(lines.Reverse().Take(150));
        Assert.IsTrue(half.All(entry => all[entry.Key] == entry.Value));
    }

    [TestMethod]
    public void Fractions_Are_Met_On_Average_And_Another_Seed_Divides_Otherwise()
    {
        Table table = Tables.Of(Csv(new Random(2), 20000, 20000));
        byte[] one = GroupSplit.Parts(table, "g", Thirds, 1), two = GroupSplit.Parts(table, "g", Thirds, 2);
        Assert.AreEqual(0.6, one.Count(part => part == 0) / 20000.0, 0.02); // five standard deviations of a binomial
        Assert.AreEqual(0.2, one.Count(part => part == 2) / 20000.0, 0.02);
        Assert.AreEqual(0.44, one.Zip(two).Count(pair => pair.First == pair.Second) / 20000.0, 0.03, "independent: 0.6² + 2 × 0.2²");
    }

    [TestMethod]
    public void Folds_Do_Not_Depend_On_The_Part()
    {
        Table table = Tables.Of(Csv(new Random(3), 20000, 20000));
        byte[] parts = GroupSplit.Parts(table, "g", [0.5, 0.5], 1);
        int[] folds = GroupSplit.Folds(table, "g", 2, 1);
        Assert.AreEqual(0.25, parts.Zip(folds).Count(pair => pair is { First: 0, Second: 0 }) / 20000.0, 0.02);
    }

    [TestMethod]
    [DataRow("do not sum to 1", 0.5, 0.4)]
    [DataRow("not above 0", 1.0, 0.0)]
    [DataRow("two or three", 1.0)]
    public void Fractions_That_Are_No_Split_Are_E155(string part, params double[] fractions) =>
        UserErrors.Expect("E155", () => GroupSplit.CheckFractions(fractions), part);

    [TestMethod]
    public void An_Empty_Part_And_A_Missing_Group_Are_Errors()
    {
        UserErrors.Expect("E155", () => GroupSplit.Parts(Tables.Of("g\n1\n1\n"), "g", [0.5, 0.5], 1), "part empty");
        UserErrors.Expect("E112", () => GroupSplit.Parts(Tables.Of("g,x\n1,1\n,1\n"), "g", [0.5, 0.5], 1), "d.csv:3");
        UserErrors.Expect("E146", () => GroupSplit.Parts(Tables.Of("g\n1\n"), "h", [0.5, 0.5], 1), "\"h\"");
    }

    [TestMethod]
    public void A_Step_That_Empties_A_Part_Is_Refused()
    {
        Table table = Tables.Of("g,x\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},{i}\n")));
        int kept = Array.IndexOf(GroupSplit.Parts(table, "g", [0.5, 0.5], 1), (byte)SplitPart.Training);
        Recipe recipe = Recipe.Create([$"range x least={kept} most={kept} do=drop"], "g", [0.5, 0.5]);
        UserErrors.Expect("E147", () => Preparer.Fit(table, recipe), "no row of the Test part left");
    }

    private static string Csv(Random random, int rows, int groups) =>
        "g,x\n" + string.Concat(Enumerable.Range(0, rows).Select(row => $"{(groups == rows ? row : random.Next(groups))},{row}\n"));
}
