using Endcap.Compression.Preparation;
using Endcap.Compression.Preparation.Steps;

namespace Endcap.Tests.HostTools.Compression.Preparation;

[TestClass]
public sealed class CleaningTests
{
    [TestMethod]
    [DataRow("number x", "1 – 3 – 5", 1, "cells made missing: they are no numbers")]
    [DataRow("number x bad=drop", "1 3 – 5", 1, "rows dropped: the cell is no number")]
    [DataRow("blank x values=two,5", "1 – 3 – –", 2, "cells made missing: they stand for a missing value")]
    [DataRow("drop-missing x", "1 two 3 5", 1, "rows dropped: the cell is missing")]
    [DataRow("fill x value=0", "1 two 3 0 5", 1, "cells filled with 0")]
    [DataRow("fill x with=mode", "1 two 3 1 5", 1, "cells filled with 1")]
    public void Each_Step_Does_What_It_Says_And_Reports_It(string step, string cells, int count, string what)
    {
        Prepared prepared = Tables.Fit("x,y\n1,a\ntwo,b\n3,c\n,d\n5,e\n", step);
        Assert.AreEqual(cells, prepared.Table.Cells("x"));
        StepLine line = prepared.Lines[0];
        Assert.AreEqual((step, "x", what, (long)count), (line.Step, line.Column, line.What, line.Count));
        StringAssert.Contains(line.Examples[0], "d.csv:", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Cells_That_No_Step_Touches_Keep_Their_Digits() =>
        Assert.AreEqual("a,b\n0.50,\"x, \"\"y\"\"\"\n1.20,7\n", Tables.Fit("a,b\n0.50,\"x, \"\"y\"\"\"\n1.20,\n", "fill b value=7").Table.Text());

    [TestMethod]
    [DataRow("range x least=0 most=10", "5 – – 10")]
    [DataRow("range x least=0 do=clip", "5 0 11 10")]
    [DataRow("range x most=10 do=drop", "5 -1 10")]
    public void Impossible_Values_Become_Missing_Or_Go_Or_Are_Clipped(string step, string cells) =>
        Assert.AreEqual(cells, Tables.Fit("x\n5\n-1\n11\n10\n", step).Table.Cells("x"));

    [TestMethod]
    public void Duplicates_Are_Whole_Rows_Or_Keys()
    {
        const string Csv = "k,v\n1,a\n1,a\n1,b\n2,a\n";
        Assert.AreEqual("a b a", Tables.Fit(Csv, "duplicates").Table.Cells("v"));
        Assert.AreEqual("a a", Tables.Fit(Csv, "duplicates k").Table.Cells("v"));
        Assert.AreEqual("b a", Tables.Fit(Csv, "duplicates k keep=last").Table.Cells("v"));
        // Cells must not run into each other: ("ab","c") is not ("a","bc").
        Assert.AreEqual(2, Tables.Fit("p,q\nab,c\na,bc\n", "duplicates").Table.RowCount);
    }

    // 1 2 3 4 100 by hand: type-7 quartiles 2 and 4; mean 22, population variance 1522.
    [TestMethod]
    [DataRow("outliers x by=iqr", "1 2 3 4 7")]
    [DataRow("outliers x by=iqr k=0 do=drop", "2 3 4")]
    [DataRow("outliers x by=quantile low=0 high=0.75", "1 2 3 4 4")]
    [DataRow("outliers x by=z k=1 do=missing", "1 2 3 4 –")]
    [DataRow("scale x by=minmax", "0 0.010101010101010102 0.020202020202020204 0.030303030303030304 1")]
    [DataRow("scale x by=robust", "-1 -0.5 0 0.5 48.5")]
    public void Fences_And_Scales_Agree_With_A_Hand_Worked_Column(string step, string cells) =>
        Assert.AreEqual(cells, Tables.Fit("x\n1\n2\n3\n4\n100\n", step).Table.Cells("x"));

    [TestMethod]
    public void Z_Scores_Have_Mean_0_And_Deviation_1()
    {
        Column x = Tables.Fit("x\n1\n2\n3\n4\n100\n", "scale x by=zscore").Table.Find("x")!;
        double[] z = [.. Enumerable.Range(0, 5).Select(x.Number)];
        Assert.AreEqual(0, z.Average(), 1e-12);
        Assert.AreEqual(1, z.Sum(v => v * v) / 5, 1e-12);
        Assert.AreEqual((100 - 22) / Math.Sqrt(1522), z[4], 1e-12);
    }

    [TestMethod]
    public void Log1p_Keeps_Small_Values()
    {
        Column x = Tables.Fit("x\n0\n1e-12\n1.718281828459045\n", "scale x by=log1p").Table.Find("x")!;
        Assert.AreEqual(0, x.Number(0));
        Assert.AreEqual(1e-12, x.Number(1), 1e-23); // Math.Log(1 + x) alone is wrong by 9e-17
        Assert.AreEqual(1, x.Number(2), 1e-15);
    }

    [TestMethod]
    public void Filling_Adds_A_Column_That_Says_Where()
    {
        Table table = Tables.Fit("x,y\n1,0\n,0\n4,0\n", "fill x with=median flag=yes").Table;
        Assert.AreEqual("x x_missing y", string.Join(' ', table.Names));
        Assert.AreEqual(("1 2.5 4", "0 1 0"), (table.Cells("x"), table.Cells("x_missing")));
    }

    [TestMethod]
    public void Constant_Columns_Go()
    {
        Prepared prepared = Tables.Fit("a,b,c\n1,7,\n2,7,\n", "constant");
        Assert.AreEqual("a", string.Join(' ', prepared.Table.Names));
        CollectionAssert.AreEqual(new[] { "b: 7", "c: always missing" }, prepared.Lines[0].Examples.ToArray());
    }

    [TestMethod]
    public void A_Step_That_Finds_Nothing_Says_So() => Assert.AreEqual(0, Tables.Fit("x\n1\n2\n", "duplicates").Lines.Single().Count);

    [TestMethod]
    [DataRow("E145", "there is no step \"impute\"", "impute x")]
    [DataRow("E145", "with=middle is not known", "fill x with=middle")]
    [DataRow("E145", "colour= is not known here", "fill x colour=red")]
    [DataRow("E145", "names no column", "fill")]
    [DataRow("E145", "k=-1 is outside its range", "outliers x k=-1")]
    [DataRow("E145", "a quote is not closed", "fill \"x")]
    [DataRow("E145", "least= is above most=", "range x least=2 most=1")]
    [DataRow("E145", "no spread", "scale z")]
    [DataRow("E145", "log1p needs values of at least 0", "scale n by=log1p")]
    [DataRow("E146", "names the column \"q\"", "fill q")]
    [DataRow("E147", "no row left", "range x least=9 do=drop")]
    [DataRow("E149", "d.csv:2: the step", "scale t")]
    public void Mistakes_Are_Refused(string code, string part, string step) =>
        UserErrors.Expect(code, () => Tables.Fit("x,t,z,n\n1,one,5,-1\n2,two,5,1\n", step), part);

    [TestMethod]
    public void Names_With_Blanks_Commas_And_Quotes_Are_Written_In_Quotes()
    {
        Table table = Tables.Fit("\"a b\",\"c,=\",\"q\"\"\"\n,,\n", "fill \"a b\",\"c,=\",\"q\"\"\" value=\"x y\"").Table;
        Assert.AreEqual("\"a b\"", $"\"{table.Names.First()}\"");
        Assert.AreEqual("x y|x y|x y", string.Join('|', table.Columns.Select(column => column.Text(0))));
    }
}
