using System.Text;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.XGBoost;

namespace Endcap.Tests.HostTools.Compression.Models.XGBoost;

/// <summary>Files that are refused, each with the place.</summary>
[TestClass]
public sealed class XGBoostRefusalTests
{
    [TestMethod]
    [DataRow("[1,3,-1,-1,-1]", "[0,3,-1,-1,-1]", "E261")] // the root its own child
    [DataRow("[1,3,-1,-1,-1]", "[1,2,-1,-1,-1]", "E261")] // two parents
    [DataRow("[2,4,-1,-1,-1]", "[2,5,-1,-1,-1]", "E261")]
    [DataRow("[2,4,-1,-1,-1]", "[2,4,-1,-1]", "E261")]
    [DataRow("\"split_indices\":[0,1,", "\"split_indices\":[0,2,", "E261")]
    [DataRow("\"split_indices\":[0,1,", "\"split_indices\":[-1,1,", "E261")]
    [DataRow("4E0,1E0", "Infinity,1E0", "E261")]
    [DataRow("[5E-1,-2E0", "[NaN,-2E0", "E261")]
    [DataRow("\"num_deleted\":\"0\"", "\"num_deleted\":\"1\"", "E261")]
    [DataRow("\"num_nodes\":\"5\"", "\"num_nodes\":\"6\"", "E261")]
    [DataRow("\"split_type\":[0,", "\"split_type\":[1,", "E261")]
    [DataRow("\"size_leaf_vector\":\"0\"", "\"size_leaf_vector\":\"1000000000\"", "E261")]
    [DataRow("\"num_feature\":\"2\",\"num_target\"", "\"num_feature\":\"4000000000\",\"num_target\"", "E263")]
    [DataRow("\"num_class\":\"0\"", "\"num_class\":\"100000000\"", "E263")]
    [DataRow("\"num_trees\":\"1\"", "\"num_trees\":\"2\"", "E261")]
    [DataRow("\"tree_info\":[0]", "\"tree_info\":[1]", "E261")]
    [DataRow("\"base_score\":\"0E0\"", "\"base_score\":\"[0E0,1E0]\"", "E261")]
    [DataRow("\"base_score\":\"0E0\"", "\"base_score\":\"much\"", "E261")]
    [DataRow("\"name\":\"gbtree\"", "\"name\":\"gbforest\"", "E261")]
    [DataRow("\"name\":\"gbtree\"", "\"name\":\"gbtree\",\"name\":\"dart\"", "E261")]
    [DataRow("\"name\":\"reg:squarederror\"", "\"name\":\"reg:mine\"", "E262")]
    [DataRow("[\"a\",\"b\"]", "[\"a\"]", "E261")]
    public void A_Broken_Model_Is_Refused(string part, string broken, string code)
    {
        string good = SmallXGBoost.Model();
        Assert.Contains(part, good);
        Refused(code, Encoding.UTF8.GetBytes(good.Replace(part, broken, StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("\"categories\":[0,3,34]", "\"categories\":[0,3,16777216]")]
    [DataRow("\"categories_nodes\":[0]", "\"categories_nodes\":[3]")]
    [DataRow("\"categories_nodes\":[0]", "\"categories_nodes\":[1]")]
    [DataRow("\"categories_sizes\":[3]", "\"categories_sizes\":[4]")]
    [DataRow("\"categories_segments\":[0]", "\"categories_segments\":[1]")]
    public void Broken_Categories_Are_Refused(string part, string broken)
    {
        string good = SmallXGBoost.Model(trees: [SmallXGBoost.CategoryTree]);
        Assert.Contains(part, good);
        Refused("E261", Encoding.UTF8.GetBytes(good.Replace(part, broken, StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_File_Cut_At_Any_Byte_Is_Refused(bool ubjson)
    {
        string json = SmallXGBoost.Model().TrimEnd();
        byte[] file = ubjson ? SmallXGBoost.ToUbjson(json) : Encoding.UTF8.GetBytes(json);
        for (int length = 0; length < file.Length; length++) Refused("E261", file[..length]);
    }

    [TestMethod]
    [DataRow("{\"learner\":", "[")]
    [DataRow("{\"learner\":", "{\"a\":")]
    [DataRow("{L\0\0\0\0\0\0\0\u0007learner", "[")]
    [DataRow("{L\0\0\0\0\0\0\0\u0007learner", "{L\0\0\0\0\0\0\0\0")]
    public void Nesting_A_Million_Deep_Is_Refused(string start, string repeated) =>
        Refused("E263", Encoding.Latin1.GetBytes(start + string.Concat(Enumerable.Repeat(repeated, 1_000_000))));

    [TestMethod]
    [DataRow("{L\0\0\0\0\0\0\0\u0007learner[$d#L\0\0\0\u0002\0\0\0\0")]
    [DataRow("{L\0\0\0\0\0\0\0\u0007learner[#L\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")]
    [DataRow("{L\0\0\0\0\0\0\0\u0007learnerSL\u0000\u0000\u0000\u0002\u0000\u0000\u0000\u0000")]
    [DataRow("{L\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")]
    [DataRow("{L\0\0\0\0\0\0\0\u0007learner[$T#L\0\0\0\0\u007f\0\0\0")]
    public void A_Length_Beyond_The_File_Is_Refused_Before_Anything_Is_Allocated(string file)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused("E261", bytes);
        Assert.IsLessThan(1 << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Sets_Of_Huge_Categories_Are_Limited()
    {
        string tree = SmallXGBoost.CategoryTree.Replace("[0,3,34]", "[0,3,16777215]", StringComparison.Ordinal);
        string[] trees = [.. Enumerable.Repeat(tree, 33)];
        Refused("E263", Encoding.UTF8.GetBytes(SmallXGBoost.Model(trees: trees)));
    }

    [TestMethod]
    public void The_Old_Binary_Format_Is_Known_And_Refused_With_A_Way_On()
    {
        byte[] old = [.. new byte[136], 16, .. new byte[7], .. "reg:squarederror"u8, .. new byte[40]];
        Assert.IsTrue(new XGBoostFormat().Matches(old));
        UserErrorException error = Refused("E262", old);
        Assert.Contains("save_model(\"m.json\")", error.Help);
        Refused("E262", [.. "binf"u8, .. old]);
        Refused("E262", "booster[0]:\n0:[f0<0.5] yes=1,no=2"u8.ToArray());
    }

    [TestMethod]
    public void Other_Files_Are_Not_Taken_For_XGBoost()
    {
        var format = new XGBoostFormat();
        Assert.IsFalse(format.Matches([]));
        Assert.IsFalse(format.Matches("{}"u8));
        Assert.IsFalse(format.Matches("{\"oblivious_trees\":[]}"u8));
        Assert.IsFalse(format.Matches(new byte[4096]));
    }

    private static UserErrorException Refused(string code, byte[] file)
    {
        UserErrorException error = Assert.ThrowsExactly<UserErrorException>(() => new XGBoostFormat().Read(file, "m.json"));
        Assert.AreEqual(code, error.Code, error.Message);
        return error;
    }
}
