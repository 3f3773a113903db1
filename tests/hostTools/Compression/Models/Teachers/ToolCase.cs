using System.Globalization;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.Teachers;

/// <summary>A model with inputs and its tool's own predictions: files of a folder, read plainly.</summary>
internal sealed class ToolCase
{
    private readonly string[][] _cells;

    private ToolCase(string folder, string inputs, string expected)
    {
        Folder = folder;
        _cells = Cells(Path.Combine(folder, inputs), out string[] inputNames);
        Inputs = Numbers(_cells);
        InputNames = inputNames;
        Expected = Numbers(Cells(Path.Combine(folder, expected), out string[] expectedNames));
        ExpectedNames = expectedNames;
    }

    public string Folder { get; }
    public string[] InputNames { get; }

    /// <summary>[row][input]; empty cells are NaN.</summary>
    public double[][] Inputs { get; }

    public string[] ExpectedNames { get; }

    /// <summary>[row][column of expected.csv].</summary>
    public double[][] Expected { get; }

    /// <summary>A case of shared/models; inconclusive where it is not there.</summary>
    public static ToolCase Shared(string tool, string name, string expected = "expected.csv") =>
        new(Path.GetDirectoryName(RealModels.Path(tool, name, "inputs.csv"))!, "inputs.csv", expected);

    /// <summary>A case that is part of the repository, below tests/Golden/Models.</summary>
    public static ToolCase Own(string tool, string name) => new(OwnModels.Folder(tool, name), "inputs.csv", "expected.csv");

    /// <summary>Predicts every row and compares each column of expected.csv by its name.</summary>
    /// <param name="teacher">The model; its inputs are taken by position.</param>
    /// <param name="same">Given expected and predicted number, whether they agree.</param>
    /// <param name="sameRaw">The same for raw scores; null: <paramref name="same"/>.</param>
    public void Check(Teacher teacher, Func<double, double, bool> same, Func<double, double, bool>? sameRaw = null)
    {
        Assert.HasCount(teacher.Inputs.Count, InputNames);
        double[] raw = new double[teacher.RawNames.Count], outputs = new double[teacher.OutputNames.Count];
        int[] columns = [.. ExpectedNames.Select(name => teacher.RawNames.Concat(teacher.OutputNames).ToList().IndexOf(name))];
        Assert.DoesNotContain(-1, columns, $"columns {string.Join(", ", ExpectedNames)}");
        TeacherScorer scorer = teacher.NewScorer();
        for (int row = 0; row < Inputs.Length; row++)
        {
            scorer.Score(Row(teacher, row), raw, outputs);
            for (int c = 0; c < columns.Length; c++)
            {
                double got = columns[c] < raw.Length ? raw[columns[c]] : outputs[columns[c] - raw.Length];
                Func<double, double, bool> agree = columns[c] < raw.Length ? sameRaw ?? same : same;
                Assert.IsTrue(agree(Expected[row][c], got), $"row {row}, {ExpectedNames[c]}: expected {Expected[row][c]:R}, got {got:R}");
            }
        }
    }

    /// <summary>The same float32 number.</summary>
    public static bool SameSingle(double expected, double got) => (float)expected == (float)got;

    /// <summary>The same float32 number or a neighbour.</summary>
    public static bool WithinUlpSingle(double expected, double got) =>
        Math.Abs(BitConverter.SingleToInt32Bits((float)expected) - BitConverter.SingleToInt32Bits((float)got)) <= 1;

    /// <summary>The same double or a neighbour.</summary>
    public static bool WithinUlp(double expected, double got) =>
        Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(got)) <= 1;

    // Where the tool reads numbers in a way of its own, its predictions are of those numbers.
    private double[] Row(Teacher teacher, int row) => [.. Inputs[row].Select((value, i) =>
        teacher.Inputs[i].NumberOf is { } read && !double.IsNaN(value) ? read(_cells[row][i]) : value)];

    private static string[][] Cells(string path, out string[] names)
    {
        string[] lines = File.ReadAllLines(path);
        names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => line.Split(','))];
    }

    private static double[][] Numbers(string[][] cells) => [.. cells.Select(row => row.Select(Number).ToArray())];

    private static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);
}
