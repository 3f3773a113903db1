using System.Globalization;
using Endcap.Compression.Preparation;

namespace Endcap.Tests.HostTools.Compression.Preparation;

[TestClass]
public sealed class RecipeTests
{
    private static readonly string[] All =
    [
        "number x", "blank c values=?", "range x least=-5", "duplicates", "drop-missing y", "fill x with=median flag=yes", "fill c with=mode",
        "outliers x by=iqr k=1", "constant", "target c label=y keep=yes folds=3", "frequency d", "ordinal e", "onehot c most=2", "scale x by=zscore",
    ];

    [TestMethod]
    public void A_Recipe_From_Its_File_Gives_The_Same_Bytes_On_The_Same_Data() => Seeds.Check(15, random =>
    {
        string csv = Csv(random, 120);
        Prepared fitted = Preparer.Fit(Tables.Of(csv), Recipe.Create(All, "g", [0.6, 0.4], 3));
        Prepared again = Preparer.Apply(Tables.Of(csv), Reread(fitted.Recipe), "p.json", again: true);
        Assert.AreEqual(fitted.Table.Text(), again.Table.Text());
        CollectionAssert.AreEqual(fitted.Table.Parts, again.Table.Parts);
    });

    [TestMethod]
    public void New_Rows_Are_Treated_One_By_One()
    {
        // Fences, fills and scales come from the recipe, so what a new row becomes does not depend on the rows beside it.
        string[] steps = ["fill x with=mean", "outliers x by=iqr", "scale x by=robust", "target c label=y", "frequency d", "ordinal e"];
        Recipe recipe = Reread(Preparer.Fit(Tables.Of(Csv(new Random(4), 200, clean: true)), Recipe.Create(steps, "g")).Recipe);
        string[] lines = Csv(new Random(77), 40, clean: true).Trim().Split('\n');
        string whole = Preparer.Apply(Tables.Of(string.Join('\n', lines) + "\n"), recipe, "p.json", false).Table.Text();
        string single = string.Concat(lines.Skip(1).Select(line =>
            Preparer.Apply(Tables.Of($"{lines[0]}\n{line}\n"), recipe, "p.json", false).Table.Text().Split('\n')[1] + "\n"));
        Assert.AreEqual(whole[(whole.IndexOf('\n', StringComparison.Ordinal) + 1)..], single);
    }

    [TestMethod]
    public void Columns_May_Come_In_Another_Order_And_Unknown_Ones_Are_Told()
    {
        Recipe recipe = Tables.Fit("a,b,y\n1,5,0\n3,6,1\n", "scale a by=minmax", "target b label=y").Recipe;
        Prepared prepared = Preparer.Apply(Tables.Of("new,b,a\nq,5,2\n"), recipe, "p.json", false);
        Assert.AreEqual("a b", string.Join(' ', prepared.Table.Names));
        Assert.AreEqual("0.5", prepared.Table.Cells("a"));
        Assert.AreEqual("new", prepared.NewColumns.Single());
        UserErrors.Expect("E148", () => Preparer.Apply(Tables.Of("b,y\n5,1\n"), recipe, "p.json", false), "p.json", ": a");
    }

    [TestMethod]
    public void What_Is_Learnt_Comes_From_Training_Rows_Alone()
    {
        Table table = Tables.Of("g,x\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i},{i}\n")));
        Prepared prepared = Preparer.Fit(table, Recipe.Create(["scale x by=minmax"], "g", [0.5, 0.5]));
        double[] Of(SplitPart part) => [.. prepared.Table.RowsOf(part).Select(prepared.Table.Find("x")!.Number)];
        Assert.AreEqual((0.0, 1.0), (Of(SplitPart.Training).Min(), Of(SplitPart.Training).Max()));
        byte[] parts = GroupSplit.Parts(table, "g", [0.5, 0.5], 1);
        Assert.AreEqual(Of(SplitPart.Test).Any(x => x is < 0 or > 1), parts[0] != 0 || parts[99] != 0);
    }

    [TestMethod]
    [DataRow("E159", "\"numbers\": [1]", "\"numbers\": [1, 2]")]
    [DataRow("E159", "", "\"numbers\": [1, 2]")]
    [DataRow("E427", "\"numbers\": [1, 1e999]", "\"numbers\": [1, 2]")]
    [DataRow("E424", "endcap-schema/1", "endcap-preparation/1")]
    [DataRow("E145", "scale x by=sum", "scale x by=minmax")]
    [DataRow("E422", "\"sead\"", "\"seed\"")]
    public void A_Damaged_File_Is_Refused(string code, string with, string instead)
    {
        string json = RecipeFile.ToJson(Tables.Fit("x\n1\n3\n", "scale x by=minmax").Recipe);
        Assert.Contains(instead, json);
        if (with.Length == 0) with = "\"numbers\": []";
        using var folder = new TemporaryFolder();
        string file = folder.Write("p.json", json.Replace(instead, with, StringComparison.Ordinal));
        UserErrors.Expect(code, () => RecipeFile.Read(file), "p.json");
    }

    private static Recipe Reread(Recipe recipe)
    {
        using var folder = new TemporaryFolder();
        RecipeFile.Write(folder["p.json"], recipe);
        Recipe read = RecipeFile.Read(folder["p.json"]);
        Assert.AreEqual(RecipeFile.ToJson(recipe), RecipeFile.ToJson(read));
        return read;
    }

    private static string Csv(Random random, int rows, bool clean = false)
    {
        string Cell(string text, int oddity) => !clean && random.Next(12) == 0 ? oddity == 0 ? "" : "?" : text;
        return "g,x,c,d,e,k,y\n" + string.Concat(Enumerable.Range(0, rows).Select(row => string.Join(',',
            row < 30 ? row : random.Next(30),
            Cell((random.NextDouble() * 20 - 6).ToString("R", CultureInfo.InvariantCulture), random.Next(2)),
            Cell($"c{random.Next(4)}", random.Next(2)), $"d{random.Next(5)}", random.Next(9), "same", Cell($"{random.Next(2)}", 0)) + "\n"));
    }
}
