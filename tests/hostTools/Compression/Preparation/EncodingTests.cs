using System.Globalization;
using Endcap.Compression.Preparation;

namespace Endcap.Tests.HostTools.Compression.Preparation;

[TestClass]
public sealed class EncodingTests
{
    [TestMethod]
    public void One_Hot_Has_A_Column_A_Category_And_One_For_The_Rest()
    {
        Table table = Tables.Fit("c\nb\na\nb\nz\nNA\n", "onehot c most=2").Table;
        Assert.AreEqual("c=a c=b c=other", string.Join(' ', table.Names));
        Assert.AreEqual(("0 1 0 0 0", "1 0 1 0 0", "0 0 0 1 0"), (table.Cells("c=a"), table.Cells("c=b"), table.Cells("c=other")));
    }

    [TestMethod]
    [DataRow("ordinal c", "2 0 1 –", "10\n2\n9\n\n")]
    [DataRow("ordinal c order=low,mid,high", "2 0 – –", "high\nlow\nodd\n\n")]
    [DataRow("frequency c", "0.5 0.5 0.25 0", "a\na\nb\n\n")]
    public void Categories_Become_Numbers(string step, string cells, string rows)
    {
        string csv = "c,k\n" + string.Concat(rows.Split('\n').SkipLast(1).Select(cell => $"{cell},1\n"));
        Assert.AreEqual(cells, Tables.Fit(csv, step).Table.Cells("c"));
    }

    [TestMethod]
    public void New_Categories_Are_Counted_And_Shown()
    {
        Prepared fitted = Tables.Fit("c\na\nb\n", "ordinal c");
        Prepared applied = Preparer.Apply(Tables.Of("c\nb\nq\n"), fitted.Recipe, "p.json", again: false);
        Assert.AreEqual("1 –", applied.Table.Cells("c"));
        Assert.Contains(line => line.Count == 1 && line.Examples.Any(example => example.EndsWith("d.csv:3: q", StringComparison.Ordinal)), applied.Lines);
    }

    // What a row gets must equal the smoothed mean of the rows in other folds, worked out from the rows themselves.
    [TestMethod]
    public void Target_Encoding_Is_The_Smoothed_Mean_Of_The_Other_Folds()
    {
        Table table = Tables.Of(Csv(new Random(5), 300));
        Table encoded = Preparer.Fit(table, Recipe.Create(["target c label=y folds=4 prior=3"], "g")).Table;
        int[] folds = GroupSplit.Folds(table, "g", 4, 1);
        Assert.HasCount(4, folds.Distinct().ToArray());
        int ownFoldDiffers = 0;
        for (int row = 0; row < table.RowCount; row++)
        {
            Assert.AreEqual(Expected(table, row, other => folds[other] != folds[row]), encoded.Find("c")!.Number(row), 1e-12);
            if (Math.Abs(Expected(table, row, _ => true) - encoded.Find("c")!.Number(row)) > 1e-9) ownFoldDiffers++;
        }

        Assert.IsGreaterThan(200, ownFoldDiffers, "the encoding that sees its own label would pass this test");
    }

    [TestMethod]
    public void No_Label_Of_A_Group_Reaches_The_Encoding_Of_That_Group()
    {
        int othersMoved = 0; // not in every run: two flips of one category can cancel
        Seeds.Check(20, random =>
        {
            string csv = Csv(random, 80);
            Table before = Fit(csv), after = Fit(Flip(csv, "g3,"));
            for (int row = 0; row < before.RowCount; row++)
            {
                bool same = before.Find("c")!.Number(row) == after.Find("c")!.Number(row);
                if (before.Find("g")!.Text(row) == "g3") Assert.IsTrue(same, $"row {row}");
                else if (!same) othersMoved++;
            }
        });
        Assert.IsGreaterThan(0, othersMoved, "the labels are not used at all");
    }

    [TestMethod]
    public void No_Label_Of_Validation_And_Test_Reaches_Any_Encoding()
    {
        string csv = Csv(new Random(9), 400);
        Table table = Tables.Of(csv);
        byte[] parts = GroupSplit.Parts(table, "g", [0.6, 0.2, 0.2], 1);
        string[] lines = csv.Split('\n');
        for (int row = 0; row < parts.Length; row++)
            if (parts[row] != 0) lines[row + 1] = lines[row + 1][..^1] + (lines[row + 1][^1] == '1' ? '0' : '1');
        Prepared Run(string text) => Preparer.Fit(Tables.Of(text), Recipe.Create(["target c label=y", "remove y"], "g", [0.6, 0.2, 0.2]));
        Assert.AreEqual(Run(csv).Table.Text(), Run(string.Join('\n', lines)).Table.Text());
        string trained = $"{table.Find("g")!.Text(Array.IndexOf(parts, (byte)SplitPart.Training))},";
        Assert.AreNotEqual(Run(csv).Table.Text(), Run(Flip(csv, trained)).Table.Text(), "labels of training rows do reach it");
    }

    private static double Expected(Table table, int row, Func<int, bool> sees)
    {
        Column c = table.Find("c")!, y = table.Find("y")!;
        int[] seen = [.. Enumerable.Range(0, table.RowCount).Where(sees)];
        int[] like = [.. seen.Where(other => c.Text(other) == c.Text(row))];
        double mean = seen.Average(y.Number);
        return c.IsMissing(row) ? mean : (like.Sum(y.Number) + 3 * mean) / (like.Length + 3);
    }

    private static Table Fit(string csv) => Preparer.Fit(Tables.Of(csv), Recipe.Create(["target c label=y"], "g")).Table;

    private static string Csv(Random random, int rows) => "g,c,y\n" + string.Concat(Enumerable.Range(0, rows).Select(row =>
        string.Create(CultureInfo.InvariantCulture, $"g{(row < 24 ? row : random.Next(40))},{(char)('a' + random.Next(5))},{random.Next(2)}\n")));

    private static string Flip(string csv, string start) => string.Join('\n', csv.Split('\n')
        .Select(line => line.StartsWith(start, StringComparison.Ordinal) ? line[..^1] + (line[^1] == '1' ? '0' : '1') : line));
}
