using System.Text;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Dense;

namespace Endcap.Tests.HostTools.Compression.Models.Dense;

[TestClass]
public sealed class DenseFileTests
{
    [TestMethod]
    public void Write_Then_Read_Is_The_Identity_And_Scores_Are_Equal_Bit_For_Bit()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            DenseModel model = SmallNetworks.Make(random, [.. Enumerable.Range(0, 1 + seed % 3).Select(_ => random.Next(1, 9))]);
            byte[] bytes = Bytes(model);
            DenseModel again = DenseFile.Parse(bytes, "m.json");
            CollectionAssert.AreEqual(bytes, Bytes(again));
            CollectionAssert.AreEqual(model.Parameters, again.Parameters);
            CollectionAssert.AreEqual(model.Shape.Activations, again.Shape.Activations);
            CollectionAssert.AreEqual(model.Ranges!.ToArray(), again.Ranges!.ToArray());
            Assert.AreEqual(model.Schema.Id, again.Schema.Id);
        }
    }

    [TestMethod]
    public void Either_Family_Opens_By_Its_Format()
    {
        Assert.IsInstanceOfType<DenseModel>(ModelFiles.Parse(Bytes(Two()), "m.json"));
        using var stream = new MemoryStream();
        ModelFile.Write(stream, RandomModel.Make(new Random(1)));
        Assert.IsInstanceOfType<TreeEnsemble>(ModelFiles.Parse(stream.ToArray(), "m.json"));
        UserErrors.Expect("E424", () => ModelFiles.Parse("{\"format\": \"endcap-sparse/1\"}"u8, "m.json"), "endcap-model/1 or endcap-dense/1");
    }

    [TestMethod]
    [DataRow("E214", "$.layers[0].weights: 1 entries instead of 2", "\"weights\": [[1, 2], [3, 4]]", "\"weights\": [[1, 2]]")]
    [DataRow("E214", "$.layers[0].weights[1]: 3 entries instead of 2", "[3, 4]", "[3, 4, 5]")]
    [DataRow("E214", "$.activations: 1 entries instead of 2", "\"relu\",\n    \"tanh\"", "\"relu\"")]
    [DataRow("E214", "$.ranges[0]: 1 entries instead of 2", "[-1, 1]", "[-1]")]
    [DataRow("E215", "$.layers: 0 layers", "LAYERS", "[]")]
    [DataRow("E215", "$.layers: 4 layers", "LAYERS", "[1,2,3,4]")]
    [DataRow("E216", "$.bias: 0 units", "\"bias\": [8, 9]", "\"bias\": []")]
    [DataRow("E426", "$.activations[1]", "tanh", "softmax")]
    [DataRow("E427", "1e39", "[3, 4]", "[3, 1e39]")]
    [DataRow("E427", "not below the first", "[-1, 1]", "[1, -1]")]
    [DataRow("E421", "$.bias", "\"bias\": [8, 9]", "\"bias\": 8")]
    [DataRow("E422", "$.layers[0].scale", "\"weights\": [[1, 2]", "\"scale\": 1, \"weights\": [[1, 2]")]
    public void Refuses_A_Bad_Network(string code, string part, string good, string bad)
    {
        string json = Encoding.UTF8.GetString(Bytes(Two()));
        if (good == "LAYERS") good = json[(json.IndexOf("\"layers\": ", StringComparison.Ordinal) + 10)..json.LastIndexOf('}')].TrimEnd();
        string changed = json.Replace(good, bad, StringComparison.Ordinal);
        Assert.AreNotEqual(json, changed);
        UserErrors.Expect(code, () => DenseFile.Parse(Encoding.UTF8.GetBytes(changed), "m.json"), "m.json:", part);
    }

    [TestMethod]
    public void Every_Truncation_And_Mutation_Is_Refused_Or_Read()
    {
        byte[] good = Bytes(Two());
        for (int length = 0; length < good.Length - 2; length++) Assert.IsTrue(Refused(good[..length]), $"the first {length} bytes were accepted");
        var random = new Random(8);
        for (int i = 0; i < 5000; i++)
        {
            byte[] bad = [.. good];
            for (int n = random.Next(1, 4); n > 0; n--) bad[random.Next(bad.Length)] = (byte)random.Next(256);
            Refused(bad);
        }
    }

    // Layers of 2 and 2 units; numbers that the cases can find.
    private static DenseModel Two()
    {
        var shape = new DenseShape(SmallSpace.Schema, [2, 2], [Activation.Relu, Activation.Tanh]);
        float[] parameters = new float[shape.Count];
        (parameters[shape.BiasAt[0]], parameters[shape.BiasAt[0] + 1]) = (8, 9);
        for (int i = 0; i < 4; i++) parameters[shape.WeightAt[1] + i] = i + 1;
        return new DenseModel(SmallSpace.Schema, "logistic", shape, parameters) { Ranges = [new(-1, 1), new(-2, 2)] };
    }

    private static bool Refused(byte[] bytes)
    {
        try
        {
            DenseModel model = DenseFile.Parse(bytes, "m.json");
            model.Score(new byte[model.Schema.Features.Count]);
            return false;
        }
        catch (UserErrorException)
        {
            return true;
        }
    }

    private static byte[] Bytes(DenseModel model)
    {
        using var stream = new MemoryStream();
        DenseFile.Write(stream, model);
        return stream.ToArray();
    }
}
