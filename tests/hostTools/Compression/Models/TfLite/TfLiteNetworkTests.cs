using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Dense;
using Endcap.Compression.Models.TfLite;
using Endcap.Tests.HostTools.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.TfLite;

/// <summary>Networks written by the tests, against the real numbers that they stand for.</summary>
[TestClass]
public sealed class TfLiteNetworkTests
{
    [TestMethod]
    public void A_Float_Chain_Becomes_A_Plain_Dense_Network()
    {
        Teacher teacher = Read(Networks.Float());
        Assert.IsInstanceOfType<DenseTeacher>(teacher);
        Assert.AreEqual(TeacherTask.Binary, teacher.Task);
        // relu(1·0.5 − 2·1 + 0.25) = 0; relu(1·2 + 2·0.5 − 1) = 2; sigmoid(0·3 + 2·(−0.5) + 0.5) = sigmoid(−0.5)
        Assert.AreEqual(1 / (1 + Math.Exp(0.5)), Score(teacher, 1, 2)[0], 1e-6);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Int8_Layers_Are_Within_One_Unit_Of_Real_Numbers(bool perChannel)
    {
        float[] scales = perChannel ? [0.02f, 0.05f, 0.01f] : [0.03f];
        sbyte[] weights = [50, -120, 7, 127, -3, -90];
        int[] bias = [100, -2000, 31];
        var writer = new ModelWriter();
        int input = writer.Int8(0.1f, 3, 1, 2), w = writer.Int8(scales, [3, 2], weights), b = writer.Int32([3], bias), output = writer.Int8(0.25f, -128, 1, 3);
        Teacher teacher = Read(writer.Dense(input, w, b, output, fused: 1).File([input], output));
        int moved = 0;
        for (int q = -128; q < 128; q++)
        {
            double[] got = Score(teacher, q, -1 - q);
            for (int o = 0; o < 3; o++)
            {
                double factor = 0.1f * (double)scales[perChannel ? o : 0] / 0.25f;
                double real = factor * (weights[2 * o] * (q - 3) + weights[2 * o + 1] * (-1 - q - 3) + bias[o]);
                Assert.AreEqual(Math.Clamp(real - 128, -128, 127), got[o], 0.501, $"q {q}, output {o}");
                if (Math.Abs(Math.Clamp(1.03 * real - 128, -128, 127) - got[o]) > 0.501) moved++;
            }
        }

        Assert.IsGreaterThan(100, moved, "a scale that is off by 3 % would be seen");
    }

    [TestMethod]
    [DataRow(BuiltinOperators.Add, 11)]
    [DataRow(BuiltinOperators.Mul, 21)]
    public void Int8_Sums_And_Products_Are_Within_One_Unit_Of_Real_Numbers(int code, int options)
    {
        var writer = new ModelWriter();
        int a = writer.Int8(0.05f, -7, 1, 2), b = writer.Int8(0.02f, 20, 1, 2), output = writer.Int8(0.1f, 5, 1, 2);
        Teacher teacher = Read(writer.Op(code, [a, b], output, (byte)options, new byte[] { 0 }).File([a, b], output));
        for (int q = -128; q < 128; q++)
        {
            double x = 0.05f * (q + 7), y = 0.02f * (50 - q / 2 - 20), real = code == BuiltinOperators.Add ? x + y : x * y;
            Assert.AreEqual(Math.Clamp(real / 0.1f + 5, -128, 127), Score(teacher, q, q, 50 - q / 2, 50 - q / 2)[0], 1, $"q {q}");
        }
    }

    [TestMethod]
    public void Quantised_Curves_Follow_The_Real_Ones()
    {
        var writer = new ModelWriter();
        int input = writer.Float(1, 3), q = writer.Int8(0.05f, 0, 1, 3), curve = writer.Int8(1 / 256f, -128, 1, 3), soft = writer.Int8(1 / 256f, -128, 1, 3), output = writer.Float(1, 3);
        Teacher teacher = Read(writer.Op(BuiltinOperators.Quantize, [input], q).Op(BuiltinOperators.Logistic, [q], curve)
            .Op(BuiltinOperators.Softmax, [curve], soft, 9, BitConverter.GetBytes(1f)).Op(BuiltinOperators.Dequantize, [soft], output).File([input], output));
        double[] x = [-1.5, 0.25, 3], y = [.. x.Select(v => 1 / (1 + Math.Exp(-v)))], e = [.. y.Select(Math.Exp)];
        double[] got = Score(teacher, x);
        for (int i = 0; i < 3; i++) Assert.AreEqual(e[i] / e.Sum(), got[i], 1.5 / 256);
        Assert.AreEqual(TeacherTask.MultiClass, teacher.Task);
        Assert.IsTrue(double.IsNaN(Score(teacher, 1, double.NaN, 0)[0]), "an int8 number cannot stand for a missing value");
    }

    [TestMethod]
    public void An_Embedding_Recommender_Multiplies_Looked_Up_Rows()
    {
        Teacher teacher = Read(Networks.Embedding());
        Assert.IsTrue(teacher.Inputs[0].IsCategory);
        Assert.IsFalse(teacher.Inputs[2].IsCategory);
        // user 1 = (3, 4), item 2 = (−1, 0.5), price 10: (3·−1 + 4·0.5) + 0.1·10
        Assert.AreEqual(0, Score(teacher, 1, 2, 10)[0], 1e-6);
        Assert.AreEqual(2, Score(teacher, 0, 0, 10)[0], 1e-6);
        Assert.IsTrue(double.IsNaN(Score(teacher, 7, 0, 10)[0]), "no such user");
    }

    [TestMethod]
    public void Float16_Weights_Are_Widened()
    {
        var writer = new ModelWriter();
        byte[] halves = [.. new[] { 1.5f, -0.25f }.SelectMany(value => BitConverter.GetBytes((Half)value))];
        int input = writer.Float(1, 2), half = writer.Tensor(TfLiteType.Float16, [1, 2], [], [], 0, halves), weights = writer.Float(1, 2), output = writer.Float(1, 1);
        Teacher teacher = Read(writer.Op(BuiltinOperators.Dequantize, [half], weights).Dense(input, weights, -1, output).File([input], output));
        Assert.AreEqual(1.5 * 2 - 0.25 * 8, Score(teacher, 2, 8)[0]);
    }

    [TestMethod]
    public void An_Unknown_Operator_Is_Refused_By_Name()
    {
        var writer = new ModelWriter();
        int input = writer.Float(1, 2), output = writer.Float(1, 2);
        StringAssert.Contains(Error("E262", writer.Op(3, [input], output).File([input], output)), "CONV_2D");
        writer = new ModelWriter();
        (input, output) = (writer.Float(1, 2), writer.Float(1, 2));
        StringAssert.Contains(Error("E262", writer.Op(150, [input], output).File([input], output)), "GELU");
    }

    [TestMethod]
    public void Dynamic_Range_Weights_Are_Refused_With_The_Way_On()
    {
        var writer = new ModelWriter();
        int input = writer.Float(1, 2), weights = writer.Int8([0.1f], [1, 2], [1, 2]), output = writer.Float(1, 1);
        StringAssert.Contains(Error("E262", writer.Dense(input, weights, -1, output).File([input], output)), "dynamic range");
    }

    [TestMethod]
    public void Int8_Weights_Without_A_Scale_Are_Malformed()
    {
        var writer = new ModelWriter();
        int input = writer.Int8(0.1f, 0, 1, 2), weights = writer.Int8([], [1, 2], [1, 2]), output = writer.Int8(0.1f, 0, 1, 1);
        Error("E261", writer.Dense(input, weights, -1, output).File([input], output));
    }

    [TestMethod]
    public void A_Tensor_Used_Before_It_Is_Computed_Is_Malformed()
    {
        var writer = new ModelWriter();
        int input = writer.Float(1, 2), loop = writer.Float(1, 2);
        StringAssert.Contains(Error("E261", writer.Op(BuiltinOperators.Relu, [loop], loop).File([input], loop)), "before it is computed");
    }

    [TestMethod]
    public void A_Huge_Tensor_Is_A_Limit_Not_An_Allocation()
    {
        var writer = new ModelWriter();
        int input = writer.Float(1, 200_000_000), output = writer.Float(1, 200_000_000);
        Error("E263", writer.Op(BuiltinOperators.Relu, [input], output).File([input], output));
    }

    [TestMethod]
    public void A_File_Cut_Anywhere_Is_Malformed()
    {
        byte[] file = Networks.Int8();
        for (int length = 0; length < file.Length - 3; length++) Error("E261", file[..length]); // the last three bytes pad nothing that is read
    }

    [TestMethod]
    public void Damaged_Files_Give_Errors_Or_Models()
    {
        int count = Environment.GetEnvironmentVariable("ENDCAP_FUZZ") == "1" ? 100_000 : 2_000;
        int models = 0;
        foreach (byte[] file in new[] { Networks.Float(), Networks.Int8(), Networks.Embedding() })
            models += MutationFuzz.Run(new TfLiteFormat(), file, count / 3 + 1, seed: 41);
        Assert.IsGreaterThan(0, models, "some mutations only change numbers");
    }

    private static string Error(string code, byte[] file)
    {
        UserErrorException e = Assert.ThrowsExactly<UserErrorException>(() => Read(file));
        Assert.AreEqual(code, e.Code, e.Message);
        return e.Message;
    }

    private static Teacher Read(byte[] file) => new TfLiteFormat().Read(file, "m.tflite");

    private static double[] Score(Teacher teacher, params double[] row)
    {
        double[] outputs = new double[teacher.OutputNames.Count];
        teacher.NewScorer().Score(row, [], outputs);
        return outputs;
    }
}
