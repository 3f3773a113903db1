using System.Globalization;
using System.Text;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;
using Endcap.Tests.HostTools.Compression.Models.Importing;

namespace Endcap.Tests.HostTools.Compression.Models.Teachers;

[TestClass]
public class PredictionTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Rows_Keep_Their_Order_And_All_Digits(bool rounds)
    {
        var random = new Random(7);
        TreeTeacher teacher = RandomTeacher.Make(random, inputs: 3, float32Inputs: rounds);
        double[][] rows = [.. Enumerable.Range(0, 30_000).Select(_ => new[] { random.NextDouble(), random.Next(9) == 0 ? double.NaN : random.NextDouble() * 9, -random.NextDouble() })];
        var csv = new StringBuilder("x1,note,x2,x0\n"); // by name, in another order, with a column more
        foreach (double[] row in rows) csv.Append(CultureInfo.InvariantCulture, $"{(double.IsNaN(row[1]) ? "" : row[1])},n,{row[2]},{row[0]}\n");
        using var folder = new TemporaryFolder();
        using var output = new MemoryStream();
        PredictionResult result = Prediction.Run(teacher, folder.Write("d.csv", csv.ToString()), output, raw: true);
        Assert.AreEqual(rows.Length, result.Rows);

        string[] lines = Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n');
        Assert.AreEqual("raw,prediction", lines[0]);
        Assert.HasCount(rows.Length + 1, lines);
        TeacherScorer scorer = teacher.NewScorer();
        double[] raw = new double[1], outputs = new double[1];
        for (int r = 0; r < rows.Length; r++)
        {
            scorer.Score(rows[r], raw, outputs);
            string text = rounds ? ((float)raw[0]).ToString("R", CultureInfo.InvariantCulture) : raw[0].ToString("R", CultureInfo.InvariantCulture);
            Assert.AreEqual($"{text},{text}", lines[r + 1]);
        }
    }

    [TestMethod]
    public void Columns_That_Do_Not_Fit_Are_Named()
    {
        using var folder = new TemporaryFolder();
        TreeTeacher named = RandomTeacher.Make(new Random(1), inputs: 3);
        string some = folder.Write("some.csv", "x0,x2,b\n1,2,3\n"), two = folder.Write("two.csv", "a,b\n1,2\n"), three = folder.Write("three.csv", "a,b,c\n1,2,inf\n");
        UserErrors.Expect("E265", () => Run(named, some), "x1", "some.csv");
        Assert.IsTrue(Run(named, three).NamesIgnored);
        UserErrors.Expect("E265", () => Run(named, two), "x0", "x2");
        TreeTeacher positions = Unnamed(named);
        UserErrors.Expect("E266", () => Run(positions, two), "3 inputs", "2 columns: a, b");
        Assert.IsFalse(Run(positions, three).NamesIgnored);
        UserErrors.Expect("E105", () => Run(positions, folder.Write("text.csv", "a,b,c\n1,2,3\n1,x,3\n")), "text.csv:3: column b");
    }

    [TestMethod]
    public void Texts_Become_The_Codes_That_The_Model_Knows()
    {
        TreeTeacher teacher = Unnamed(RandomTeacher.Make(new Random(3), inputs: 1), text => text == "red" ? 2 : -1);
        using var folder = new TemporaryFolder();
        using var output = new MemoryStream();
        Prediction.Run(teacher, folder.Write("d.csv", "c\nred\nblue\nNA\n"), output, raw: false);
        double[] got = [.. Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n').Skip(1).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
        TeacherScorer scorer = teacher.NewScorer();
        double[] raw = new double[1], outputs = new double[1];
        double[] codes = [2, -1, double.NaN];
        Assert.HasCount(3, got);
        for (int i = 0; i < codes.Length; i++)
        {
            scorer.Score([codes[i]], raw, outputs);
            Assert.AreEqual(outputs[0], got[i], 1e-6);
        }
    }

    private static PredictionResult Run(Teacher teacher, string data) => Prediction.Run(teacher, data, Stream.Null, raw: false);

    private static TreeTeacher Unnamed(TreeTeacher teacher, Func<string, double>? codeOf = null) => new()
    {
        Origin = teacher.Origin,
        Task = teacher.Task,
        Inputs = [.. teacher.Inputs.Select(_ => new TeacherInput(null) { CodeOf = codeOf })],
        RawNames = teacher.RawNames,
        OutputNames = teacher.OutputNames,
        Trees = teacher.Trees,
        Target = teacher.Target,
        Start = teacher.Start,
        SinglePrecision = teacher.SinglePrecision,
        SinglePrecisionInputs = teacher.SinglePrecisionInputs,
        NegativeCategoryIsUnknown = teacher.NegativeCategoryIsUnknown,
        Transform = teacher.Transform,
        Objective = teacher.Objective,
    };
}
