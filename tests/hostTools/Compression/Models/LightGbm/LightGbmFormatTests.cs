using System.Text;
using System.Text.RegularExpressions;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.LightGbm;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;
using Endcap.Tests.HostTools.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.LightGbm;

[TestClass]
public sealed class LightGbmFormatTests
{
    private static readonly string Good = new RandomLightGbm(new Random(5)) { Trees = 4, Linear = true }.Write();

    [TestMethod]
    public void The_Format_Is_Recognised_By_Its_Content()
    {
        var format = new LightGbmFormat();
        Assert.AreEqual("lightgbm", TeacherFile.Recognise(Encoding.UTF8.GetBytes(Good))?.Name);
        Assert.IsTrue(format.Matches("tree\r\nversion=v3"u8));
        foreach (string other in new[] { "", "tree", "trees\n", "{}", "{\"name\":\"other\"}", "{\"learner\":{}}" })
            Assert.IsFalse(format.Matches(Encoding.UTF8.GetBytes(other)), other);
    }

    [TestMethod]
    [DataRow("version=v4", "version=v5", "E262", "v5")]
    [DataRow("version=v4\n", "", "E262", "v1")]
    [DataRow("objective=regression", "objective=magic", "E262", "magic")]
    [DataRow("objective=regression", "objective=binary", "E261", "sigmoid")]
    [DataRow("objective=regression", "objective=binary sigmoid:-1", "E261", "sigmoid")]
    [DataRow("objective=regression", "objective=multiclass num_class:3", "E261", "3 trees per iteration")]
    [DataRow("num_tree_per_iteration=1", "num_tree_per_iteration=3", "E261", "needs 1 trees")]
    [DataRow("num_tree_per_iteration=1", "num_tree_per_iteration=0", "E261", "is 0")]
    [DataRow("num_tree_per_iteration=1", "num_tree_per_iteration=2000000000", "E263", "2000000000")]
    [DataRow("max_feature_idx=4", "max_feature_idx=2147483647", "E261", "feature_names")]
    [DataRow("Tree=2", "Tree=7", "E261", "tree 2 should follow")]
    [DataRow("num_leaves=\\d+", "num_leaves=2000000000", "E261", "2000000000")]
    [DataRow("num_leaves=\\d+", "num_leaves=0", "E261", "num_leaves")]
    [DataRow("num_leaves=\\d+", "num_leaves=99999999999", "E261", "num_leaves")]
    [DataRow("split_feature=\\d+", "split_feature=5", "E261", "there are 5")]
    [DataRow("split_feature=\\d+", "split_feature=-1", "E261", "-1 is no feature")]
    [DataRow("left_child=-?\\d+", "left_child=0", "E261", "left_child")]
    [DataRow("left_child=-?\\d+", "left_child=-2147483648", "E261", "no split but the first and no leaf")]
    [DataRow("right_child=-?\\d+", "right_child=77", "E261", "77")]
    [DataRow("decision_type=\\d+", "decision_type=12", "E261", "unknown")]
    [DataRow("threshold=\\S+", "threshold=nan", "E261", "threshold")]
    [DataRow("leaf_value=\\S+", "leaf_value=", "E261", "leaf_value")]
    [DataRow("leaf_value=\\S+", "leaf_value=1 2", "E261", "more")]
    [DataRow("num_features=\\d+", "num_features=2147483647", "E261", "num_features|leaf_features")]
    [DataRow("end of trees\n", "", "E261", "end of trees|tree_sizes")]
    [DataRow("end of parameters\n", "", "E261", "end of parameters")]
    [DataRow("$", "\npandas_categorical:[[\"a\"", "E261", "pandas_categorical")]
    public void A_Broken_File_Is_Refused_With_Its_Place(string pattern, string replacement, string code, string message)
    {
        // Sizes would complain first.
        string bad = Regex.Replace(Regex.Replace(Good, "tree_sizes=.*\n", ""), pattern, replacement);
        Assert.AreNotEqual(Good, bad);
        UserErrorException error = Assert.ThrowsExactly<UserErrorException>(() => Read(bad));
        Assert.AreEqual(code, error.Code, error.Message);
        Assert.MatchesRegex(message, error.Message);
    }

    [TestMethod]
    public void A_Cycle_Is_Refused()
    {
        // Splits 1 and 2 are each other's children; split 0 has two leaves.
        string cycle = Tree("split_feature=0 0 0\nthreshold=1 1 1\nleft_child=-1 2 1\nright_child=-2 -3 -4\nleaf_value=1 2 3 4");
        Assert.Contains("not below the root", Assert.ThrowsExactly<UserErrorException>(() => Read(cycle)).Message);
        string shared = Tree("split_feature=0 0 0\nthreshold=1 1 1\nleft_child=1 2 2\nright_child=-2 -3 -4\nleaf_value=1 2 3 4");
        Assert.Contains("two parents", Assert.ThrowsExactly<UserErrorException>(() => Read(shared)).Message);
        string good = Tree("split_feature=0 0 0\nthreshold=1 1 1\nleft_child=-1 -3 1\nright_child=2 -4 -2\nleaf_value=1 2 3 4");
        Assert.HasCount(1, ((TreeTeacher)Read(good)).Trees);

        static string Tree(string lines) =>
            $"tree\nversion=v2\nnum_class=1\nlabel_index=0\nmax_feature_idx=0\nfeature_names=x\n\nTree=0\nnum_leaves=4\nnum_cat=0\n{lines}\n\n";
    }

    [TestMethod]
    public void Sizes_Of_Trees_Must_Be_Right()
    {
        Assert.Contains("tree_sizes", Assert.ThrowsExactly<UserErrorException>(() => Read(Good.Replace("shrinkage=0.1", "shrinkage=0.10", StringComparison.Ordinal))).Message);
        string changedEnds = Good.Replace("\n", "\r\n", StringComparison.Ordinal);
        Assert.Contains("line ends", Assert.ThrowsExactly<UserErrorException>(() => Read(changedEnds)).Message);
        Assert.HasCount(4, ((TreeTeacher)Read(Regex.Replace(changedEnds, "tree_sizes=.*\n", ""))).Trees);
    }

    [TestMethod]
    public void The_Dump_Is_Refused_With_The_Way_On()
    {
        byte[] dump = "{ \"name\": \"tree\", \"version\": \"v4\" }"u8.ToArray();
        Assert.AreEqual("lightgbm", TeacherFile.Recognise(dump)?.Name);
        UserErrorException error = Assert.ThrowsExactly<UserErrorException>(() => new LightGbmFormat().Read(dump, "model.json"));
        Assert.AreEqual("E262", error.Code);
        Assert.Contains("save_model", error.Help);
    }

    [TestMethod]
    public void A_File_Cut_At_Any_Byte_Is_Refused_Or_Predicts_The_Same()
    {
        byte[] file = Encoding.UTF8.GetBytes(Good);
        int trees = Good.IndexOf("end of trees", StringComparison.Ordinal), read = 0;
        double[] row = [0.5, -1, 3, double.NaN, 0], expected = Score(Read(Good), row);
        for (int length = 0; length < file.Length; length++)
        {
            try
            {
                Teacher teacher = new LightGbmFormat().Read(file[..length], "model.txt");
                Assert.IsGreaterThan(trees, length, "a file without all its trees was read");
                CollectionAssert.AreEqual(expected, Score(teacher, row));
                read++;
            }
            catch (UserErrorException e)
            {
                Assert.IsTrue(e.Code is "E261" || length < 60, $"{length}: {e.Message}"); // before "version=v4" it is another version
            }
        }

        Assert.IsLessThan(60, read); // importances only: nothing says how many there should be
    }

    [TestMethod]
    public void Texts_Of_Categories_Come_From_The_Python_Package()
    {
        string text = Regex.Replace(Regex.Replace(Good, "tree_sizes=.*\n", ""), @"feature_infos=.*", "feature_infos=[0:1] none 0:1:2 [0:1] -1:0:1");
        text = Regex.Replace(text, @"decision_type=.*", match => Regex.Replace(match.Value, @"\d+", "2"));
        Teacher teacher = Read(text + "\npandas_categorical:[[\"red\", \"blue\"], [1, 2.5, true]]\n");
        TeacherInput colour = teacher.Inputs[2], size = teacher.Inputs[4];
        Assert.AreEqual(1, colour.CodeOf!("blue"));
        Assert.AreEqual(double.NaN, colour.CodeOf("green"));
        Assert.AreEqual(0, size.CodeOf!("1.0"));
        Assert.AreEqual(1, size.CodeOf("2.5"));
        Assert.AreEqual(2, size.CodeOf("True"));
        CollectionAssert.AreEqual(new[] { "red", "blue" }, colour.Categories!.ToArray());
        Assert.IsNull(teacher.Inputs[0].CodeOf);
        Assert.AreEqual("A2", colour.Name);
        // With another number of lists nobody can say whose they are.
        Assert.IsNull(Read(text + "\npandas_categorical:[[\"red\"]]\n").Inputs[2].CodeOf);
        Assert.IsNull(Read(text + "\npandas_categorical:null\n").Inputs[2].CodeOf);
    }

    [TestMethod]
    public void The_Kind_Of_Boosting_Is_Named() =>
        Assert.AreEqual("dart", Read(Good.Replace("[boosting: gbdt]", "[boosting: dart]", StringComparison.Ordinal)).Origin.Kind);

    [TestMethod]
    public void Damaged_Files_Never_Crash_The_Reader()
    {
        int count = Environment.GetEnvironmentVariable("ENDCAP_FUZZ") == "1" ? 100_000 : 3_000;
        byte[] plain = Encoding.UTF8.GetBytes(Regex.Replace(Good, "tree_sizes=.*\n", "") + "\npandas_categorical:[[\"a\", 1]]\n");
        byte[] sized = Encoding.UTF8.GetBytes(Good);
        int models = MutationFuzz.Run(new LightGbmFormat(), plain, count / 2, 11) + MutationFuzz.Run(new LightGbmFormat(), sized, count / 2, 12);
        Assert.IsGreaterThan(count / 100, models, "some mutations leave a model");
        Assert.IsLessThan(count, models);
    }

    private static Teacher Read(string text) => new LightGbmFormat().Read(Encoding.UTF8.GetBytes(text), "model.txt");

    private static double[] Score(Teacher teacher, double[] row)
    {
        double[] raw = new double[teacher.RawNames.Count], outputs = new double[teacher.OutputNames.Count];
        teacher.NewScorer().Score(row, raw, outputs);
        return raw;
    }
}
