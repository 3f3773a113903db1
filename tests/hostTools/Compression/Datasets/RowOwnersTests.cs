using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Training;
using Endcap.Tests.HostTools.Cli;

namespace Endcap.Tests.HostTools.Compression.Datasets;

[TestClass]
public sealed class RowOwnersTests
{
    private static readonly Schema Schema = new("y", "g", ["who", "row"], [new("x", FeatureScope.Shopper, FeatureKind.Numeric, [10, 20, 30], [], false)]);

    // Purchases of three shoppers, a purchase's rows apart; x is the shopper, so that rows can be told.
    private const string Text = "g,who,x,y\n1,ann,5,0\n2,bob,15,1\n1,ann,5,1\n3,ann,5,0\n4,cat,25,1\n3,ann,5,1\n4,cat,25,0\n2,bob,15,0\n";

    [TestMethod]
    public void Owners_Are_Numbered_As_They_Appear_In_The_Grouped_Rows()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("d.csv", Text);
        CollectionAssert.AreEqual(new[] { 0, 0, 1, 1, 0, 0, 2, 2 }, RowOwners.Read(path, "who", CsvDatasetReader.Read(path, Schema)));
    }

    [TestMethod]
    public void A_Split_By_Owners_Divides_None()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("d.csv", Text);
        BinnedDataset data = CsvDatasetReader.Read(path, Schema);
        int[] owners = RowOwners.Read(path, "who", data);
        for (int seed = 0; seed < 20; seed++)
        {
            (BinnedDataset train, BinnedDataset held) = ValidationSplit.HoldOut(data, owners, 1.0 / 3, seed);
            Assert.AreEqual(8, train.RowCount + held.RowCount);
            Assert.HasCount(1, held.Columns[0].Distinct().ToArray()); // one of three shoppers
            Assert.IsEmpty(held.Columns[0].Intersect(train.Columns[0]).ToArray());
            Assert.AreEqual(held.RowCount, 2 * held.GroupCount);
        }

        // Control: a split by groups does divide the shopper of two purchases.
        Assert.IsTrue(Enumerable.Range(0, 20).Any(seed => ValidationSplit.HoldOut(data, 0.25, seed) is var (train, held)
            && held.Columns[0].Intersect(train.Columns[0]).Any()));
        Assert.AreEqual("E213", Assert.ThrowsExactly<UserErrorException>(() => ValidationSplit.HoldOut(data, new int[8], 0.25, 1)).Code);
    }

    [TestMethod]
    [DataRow("E101", "nobody", "missing column: ")]
    [DataRow("E318", "row", "d.csv:4: a group (column g) has rows of two values in the column row")]
    public void Refuses_What_Is_No_Owner(string code, string column, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("d.csv", "g,who,row,x,y\n1,ann,1,5,0\n2,bob,2,15,1\n1,ann,3,5,1\n2,bob,4,15,0\n");
        BinnedDataset data = CsvDatasetReader.Read(path, Schema);
        UserErrorException error = Assert.ThrowsExactly<UserErrorException>(() => RowOwners.Read(path, column, data));
        Assert.AreEqual(code, error.Code);
        StringAssert.Contains(error.Message, message, StringComparison.Ordinal);
    }
}
