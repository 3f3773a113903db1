using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.CatBoost;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;
using Endcap.Tests.HostTools.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.CatBoost;

[TestClass]
public sealed class CatBoostFormatTests
{
    private static readonly string Good = new RandomCatBoost(new Random(4)).Write();
    private static readonly string Nested = new RandomCatBoost(new Random(4)) { Oblivious = false }.Write();

    [TestMethod]
    [DataRow("and")]
    [DataRow("or")]
    [DataRow("xor")]
    [DataRow("regression")]
    public void Every_Shared_Case_Is_Predicted_Exactly(string name)
    {
        Teacher teacher = TeacherFile.Read(RealModels.Path("catboost", $"{name}-model.json"));
        JsonNode expected = JsonNode.Parse(File.ReadAllText(RealModels.Path("catboost", $"{name}.json")))!;
        double[] raw = new double[1], outputs = new double[1];
        TeacherScorer scorer = teacher.NewScorer();
        foreach ((JsonNode? x, JsonNode? y) in expected["x"]!.AsArray().Zip(expected["y"]!.AsArray()))
        {
            scorer.Score([.. x!.AsArray().Select(value => (double)value!)], raw, outputs);
            Assert.AreEqual((double)y!, outputs[0]);
        }
    }

    [TestMethod]
    [DataRow("Logloss", 1, "prediction", TeacherTask.Binary)]
    [DataRow("MultiClass", 3, "prob_0", TeacherTask.MultiClass)]
    [DataRow("MultiClassOneVsAll", 3, "prob_0", TeacherTask.MultiClass)]
    [DataRow("Poisson", 1, "prediction", TeacherTask.Regression)]
    [DataRow("RMSEWithUncertainty", 2, "prediction_0", TeacherTask.Regression)]
    [DataRow("YetiRank", 1, "prediction", TeacherTask.Ranking)]
    public void A_Loss_Decides_What_Predictions_Are(string loss, int width, string output, TeacherTask task)
    {
        Teacher teacher = Read(new RandomCatBoost(new Random(1)) { Loss = loss, Width = width }.Write());
        Assert.AreEqual(task, teacher.Task);
        Assert.AreEqual(output, teacher.OutputNames[0]);
        double[] raw = new double[width], outputs = new double[width];
        teacher.NewScorer().Score(new double[6], raw, outputs);
        double[] expected = loss switch
        {
            "Logloss" or "MultiClassOneVsAll" => [.. raw.Select(x => 1 / (1 + Math.Exp(-x)))],
            "MultiClass" => [.. raw.Select(x => Math.Exp(x) / raw.Sum(Math.Exp))],
            "Poisson" => [Math.Exp(raw[0])],
            "RMSEWithUncertainty" => [raw[0], Math.Exp(2 * raw[1])],
            _ => raw,
        };
        for (int k = 0; k < width; k++) Assert.AreEqual(expected[k], outputs[k], 1e-15);
    }

    // Hashes that CatBoost itself exported for the adult data set; the longer ones from another implementation of the same version.
    [TestMethod]
    [DataRow("n", 239748506)]
    [DataRow("0", -1438285038)]
    [DataRow("11th", -1209300766)]
    [DataRow("Female", -2114564283)]
    [DataRow("Philippines", -1437257447)]
    [DataRow("Protective-serv", -2075156126)]
    [DataRow("Amer-Indian-Eskimo", -86031875)]
    [DataRow("Married-spouse-absent", 261588508)]
    public void Texts_Have_CatBoost_S_Hashes(string text, int hash) => Assert.AreEqual(hash, CatBoostCategories.HashOf(text));

    [TestMethod]
    [DataRow(33, 0x6a87e2a01513c58UL)]
    [DataRow(64, 0x19bc22f72742f307UL)]
    [DataRow(65, 0xe8a6503a4962dd16UL)]
    [DataRow(128, 0xc04276ae190719b0UL)]
    [DataRow(200, 0x7de9a48ec9213ef5UL)]
    public void Longer_Texts_Are_Hashed_In_Blocks(int length, ulong hash) =>
        Assert.AreEqual(hash, CityHash.Hash64([.. Enumerable.Range(0, length).Select(i => (byte)('a' + i * 7 % 26))]));

    [TestMethod]
    public void Inputs_Are_Described()
    {
        Teacher teacher = Read(Good);
        CollectionAssert.AreEqual(new[] { "x0", "x1", "x2", "x3", "c0", "c1" }, teacher.Inputs.Select(input => input.Name).ToArray());
        TeacherInput colour = teacher.Inputs[4];
        Assert.IsTrue(colour.IsCategory);
        Assert.IsTrue(colour.Categories!.All(RandomCatBoost.Texts.Contains));
        foreach (string text in colour.Categories!) Assert.AreEqual(text, colour.Categories![(int)colour.CodeOf!(text)]);
        Assert.AreEqual(-1, colour.CodeOf!("never seen"));
    }

    [TestMethod]
    public void A_File_Without_Scale_And_Bias_Is_Read()
    {
        JsonNode model = JsonNode.Parse(Good)!;
        model.AsObject().Remove("scale_and_bias");
        var teacher = (TreeTeacher)Read(model.ToJsonString());
        Assert.AreEqual(1, teacher.Scale);
        Assert.IsNull(teacher.End);
    }

    [TestMethod]
    [DataRow("\"float_feature_index\":\\d", "\"float_feature_index\":9", "E261", "not in features_info")]
    [DataRow("\"cat_feature_index\":\\d", "\"cat_feature_index\":-1", "E261", "not in features_info")]
    [DataRow("\"flat_feature_index\":5", "\"flat_feature_index\":-5", "E261", "-5")]
    [DataRow("\"flat_feature_index\":5", "\"flat_feature_index\":2000000000", "E263", "2000000000")]
    [DataRow("\"feature_index\":1,", "\"feature_index\":0,", "E261", "twice")]
    [DataRow("\"AsTrue\"", "\"AsMaybe\"", "E261", "AsMaybe")]
    [DataRow("\"border\":", "\"edge\":", "E261", "border")]
    [DataRow("\"leaf_values\":\\[", "\"leaf_values\":[1,2,", "E261", "leaf_values")]
    [DataRow("\"leaf_values\":\\[[^\\]]*\\]", "\"leaf_values\":[]", "E261", "leaf_values")]
    [DataRow("\"leaf_values\":\\[", "\"leaf_values\":[\"x\",", "E261", "should be a number")]
    [DataRow("\"oblivious_trees\":\\[.*?\\],\"scale", "\"oblivious_trees\":[],\"scale", "E261", "no tree")]
    [DataRow("\"scale_and_bias\":\\[", "\"scale_and_bias\":[1,", "E261", "scale")]
    [DataRow("\"split_type\":\"FloatFeature\"", "\"split_type\":\"OnlineCtr\"", "E262", "CTR features .* of \"c1\"")]
    [DataRow("\"split_type\":\"FloatFeature\"", "\"split_type\":\"EstimatedFeature\"", "E262", "EstimatedFeature")]
    [DataRow("^", "[", "E261", "JSON")]
    public void A_Broken_File_Is_Refused_With_Its_Place(string pattern, string replacement, string code, string message)
    {
        string withCtr = Good.Replace("\"categorical_features\"", "\"ctrs\":[{\"elements\":[{\"cat_feature_index\":1}]}],\"categorical_features\"", StringComparison.Ordinal);
        string bad = Regex.Replace(withCtr, pattern, replacement);
        Assert.AreNotEqual(withCtr, bad);
        UserErrorException error = Assert.ThrowsExactly<UserErrorException>(() => Read(bad));
        Assert.AreEqual(code, error.Code, error.Message);
        Assert.MatchesRegex(message, error.Message);
    }

    [TestMethod]
    public void Deep_Nesting_Is_Refused()
    {
        string deep = "{\"features_info\":{},\"trees\":" + new string('[', 1_000_000);
        Assert.AreEqual("E261", Assert.ThrowsExactly<UserErrorException>(() => Read(deep)).Code);
    }

    [TestMethod]
    public void The_Binary_Format_Is_Refused_With_The_Way_On()
    {
        byte[] file = "CBM1\x10\x00"u8.ToArray();
        Assert.AreEqual("catboost", TeacherFile.Recognise(file)?.Name);
        UserErrorException error = Assert.ThrowsExactly<UserErrorException>(() => new CatBoostFormat().Read(file, "model.cbm"));
        Assert.AreEqual("E262", error.Code);
        Assert.Contains("format=\"json\"", error.Help);
    }

    [TestMethod]
    public void The_Format_Is_Recognised_By_Its_Content()
    {
        Assert.AreEqual("catboost", TeacherFile.Recognise(Encoding.UTF8.GetBytes("\n " + Nested))?.Name);
        foreach (string other in new[] { "", "{}", "CBM", "{\"learner\":{}}", "features_info" })
            Assert.IsFalse(new CatBoostFormat().Matches(Encoding.UTF8.GetBytes(other)), other);
    }

    [TestMethod]
    public void A_File_Cut_At_Any_Byte_Is_Refused()
    {
        byte[] file = Encoding.UTF8.GetBytes(Good);
        for (int length = 0; length < file.Length; length += 7)
            Assert.AreEqual("E261", Assert.ThrowsExactly<UserErrorException>(() => new CatBoostFormat().Read(file[..length], "model.json")).Code);
    }

    [TestMethod]
    public void Damaged_Files_Never_Crash_The_Reader()
    {
        int count = Environment.GetEnvironmentVariable("ENDCAP_FUZZ") == "1" ? 100_000 : 3_000;
        int models = MutationFuzz.Run(new CatBoostFormat(), Encoding.UTF8.GetBytes(Good), count / 2, 21) +
            MutationFuzz.Run(new CatBoostFormat(), Encoding.UTF8.GetBytes(Nested), count / 2, 22);
        Assert.IsGreaterThan(count / 100, models, "some mutations leave a model");
        Assert.IsLessThan(count, models);
    }

    private static Teacher Read(string json) => new CatBoostFormat().Read(Encoding.UTF8.GetBytes(json), "model.json");
}
