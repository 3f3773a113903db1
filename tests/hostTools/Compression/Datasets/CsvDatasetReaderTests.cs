using System.Text;
using Endcap.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Datasets;

[TestClass]
public class CsvDatasetReaderTests
{
    private static readonly Schema Shop = new("y", "g", ["note"],
    [
        new("brand", FeatureScope.Item, FeatureKind.Categorical, [], ["a", "b,c", "d\ne"], false, 1),
        new("income", FeatureScope.Shopper, FeatureKind.Numeric, [10, 20.5], [], true),
        new("retired", FeatureScope.Shopper, FeatureKind.Flag, [0.5], [], true),
    ]);

    private const string Header = "g,y,brand,income,retired,note\n";

    [TestMethod]
    public void Bins_Numbers_Flags_Categories_And_Missing_Cells()
    {
        BinnedDataset data = Read(Header + "1,1,a,9.99,0,\n1,0,\"b,c\",10,true,x\n2,0,\"d\ne\",20.5,No,\n2,2.5,unknown, 1e1 ,YES,\n3,0,,,,\n3,0,NA,NaN,nan,\n");
        CollectionAssert.AreEqual(new byte[] { 0, 1, 2, 1, 1, 1 }, data.Columns[0]);
        CollectionAssert.AreEqual(new byte[] { 0, 1, 2, 1, 3, 3 }, data.Columns[1]);
        CollectionAssert.AreEqual(new byte[] { 0, 1, 0, 1, 2, 2 }, data.Columns[2]);
        CollectionAssert.AreEqual(new[] { 1f, 0, 0, 2.5f, 0, 0 }, data.Labels);
        CollectionAssert.AreEqual(new[] { 0, 2, 4, 6 }, data.GroupStarts);
    }

    [TestMethod]
    public void Brings_The_Rows_Of_A_Group_Together_In_File_Order()
    {
        BinnedDataset data = Read(Header + "b,1,a,0,0,\na,2,a,10,0,\nb,3,a,20.5,1,\nc,4,a,0,0,\na,5,a,0,1,\n");
        CollectionAssert.AreEqual(new[] { 1f, 3, 2, 5, 4 }, data.Labels);
        CollectionAssert.AreEqual(new byte[] { 0, 2, 1, 0, 0 }, data.Columns[1]);
        CollectionAssert.AreEqual(new byte[] { 0, 1, 0, 1, 0 }, data.Columns[2]);
        CollectionAssert.AreEqual(new[] { 0, 2, 4, 5 }, data.GroupStarts);
    }

    [TestMethod]
    public void Without_A_Group_Column_All_Rows_Are_One_Group()
    {
        var schema = new Schema("y", null, ["g", "note"], Shop.Features);
        using var folder = new TemporaryFolder();
        BinnedDataset data = CsvDatasetReader.Read(folder.Write("d.csv", Header + "1,1,a,1,0,\n2,0,a,1,0,\n"), schema);
        CollectionAssert.AreEqual(new[] { 0, 2 }, data.GroupStarts);
    }

    [TestMethod]
    public void Takes_A_Bom_Crlf_Blank_Lines_And_A_Last_Line_Without_End()
    {
        BinnedDataset data = Read("\uFEFF" + (Header + "\n1,1,a,1,0,\n\n2,0,a,1,0,").Replace("\n", "\r\n"));
        Assert.AreEqual(2, data.RowCount);
    }

    [TestMethod]
    [DataRow("E101", ":1: missing column: brand, income", "g,y,retired,note\n1,1,0,\n")]
    [DataRow("E101", "the header has: g;y;brand", "g;y;brand\n1;1;a\n")]
    [DataRow("E102", ":1: unknown column: age, size", "g,y,age,brand,income,retired,size\n1,1,0,a,1,1,1\n")]
    [DataRow("E103", "columns 1 and 3 are both called \"g\"", "g,y,g\n1,1,1\n")]
    [DataRow("E114", ":1: column 2: a name is empty", "g,,y\n1,1,1\n")]
    [DataRow("E104", ":3: 5 cells, but the header has 6 columns", Header + "1,1,a,1,0,\n1,1,a,1,0\n")]
    [DataRow("E104", ":4: 7 cells", Header + "1,1,\"d\ne\",1,0,\n1,1,a,1,0,,\n")]
    [DataRow("E105", ":3: column income: \"many\" is not a finite number", Header + "1,1,a,1,0,\n1,1,a,many,0,\n")]
    [DataRow("E105", ":5: column income: \"1,5\"", Header + "\n1,1,\"d\ne\",1,0,\n1,1,a,\"1,5\",0,\n")]
    [DataRow("E105", "\"1e999\" is not a finite", Header + "1,1,a,1e999,0,\n")]
    [DataRow("E105", "\"Infinity\" is not a finite", Header + "1,1,a,Infinity,0,\n")]
    [DataRow("E106", "the file is empty", "")]
    [DataRow("E106", "the file is empty", "\n\n")]
    [DataRow("E107", "a header but no row", Header)]
    [DataRow("E108", ":2: label column y: \"NaN\"", Header + "1,NaN,a,1,0,\n")]
    [DataRow("E108", ":2: label column y: \"\"", Header + "1,,a,1,0,\n")]
    [DataRow("E108", ":2: label column y: \"1e39\"", Header + "1,1e39,a,1,0,\n")]
    [DataRow("E110", "all 2 rows are one group: column g", Header + "1,1,a,1,0,\n1,0,a,1,0,\n")]
    [DataRow("E111", ":2: column retired: \"2\" is not a flag", Header + "1,1,a,1,2,\n")]
    [DataRow("E112", ":3: group column g is empty", Header + "1,1,a,1,0,\n,1,a,1,0,\n")]
    [DataRow("E113", ":3: a quote", Header + "1,1,a,1,0,\n1,1,\"a,1,0,\n2,1,a,1,0,\n")]
    [DataRow("E113", ":2: a quote", Header + "1,1,a\"b,1,0,\n")]
    public void Refuses_Bad_Input(string code, string part, string csv) =>
        UserErrors.Expect(code, () => Read(csv, needsGroups: true), "d.csv", part);

    [TestMethod]
    public void Refuses_What_Is_Not_Utf8_With_Its_Line()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("d.csv", Encoding.Latin1.GetBytes(Header + "1,1,a,1,0,\n2,1,bé,1,0,\n"));
        UserErrors.Expect("E109", () => CsvDatasetReader.Read(path, Shop), "d.csv:3:");
    }

    [TestMethod]
    public void Refuses_A_Missing_File_And_A_Folder()
    {
        using var folder = new TemporaryFolder();
        UserErrors.Expect("E401", () => CsvDatasetReader.Read(folder["none.csv"], Shop), "none.csv");
        UserErrors.Expect("E402", () => CsvDatasetReader.Read(folder["none/none.csv"], Shop), "none");
        UserErrors.Expect("E405", () => CsvDatasetReader.Read(folder.Folder, Shop), folder.Folder);
    }

    [TestMethod]
    public void One_Group_Is_Fine_Where_Nothing_Is_Ranked() => Assert.AreEqual(1, Read(Header + "1,1,a,1,0,\n").GroupCount);

    private static BinnedDataset Read(string csv, bool needsGroups = false)
    {
        using var folder = new TemporaryFolder();
        return CsvDatasetReader.Read(folder.Write("d.csv", csv), Shop, needsGroups);
    }
}
