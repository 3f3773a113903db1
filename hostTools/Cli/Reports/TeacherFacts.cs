using Endcap.Compression.Models.Importing;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Cli.Reports;

/// <summary>What a model of another tool is, for endcap inspect and endcap import.</summary>
internal static class TeacherFacts
{
    // Inputs that the text lists.
    private const int MostInputs = 40;

    public static Report Of(string path, Teacher teacher)
    {
        Report report = new Report("Model").Add("file", "file", path);
        AddOrigin(report, teacher);
        AddInputs(report, teacher);
        return report;
    }

    public static void AddOrigin(Report report, Teacher teacher)
    {
        report.Add("tool", "tool", teacher.Origin.Tool)
            .Add("toolVersion", "version", teacher.Origin.Version.Length == 0 ? null : teacher.Origin.Version)
            .Add("modelKind", "kind", teacher.Origin.Kind)
            .Add("task", "task", teacher.Task.ToString().ToLowerInvariant())
            .Add("inputCount", "inputs", teacher.Inputs.Count)
            .Add("rawNames", "scores", teacher.RawNames)
            .Add("outputNames", "predictions", teacher.OutputNames)
            .Add("precision", "precision", teacher.SinglePrecision ? "float32" : "double");
        Report facts = report.AddSection("facts", "Facts");
        foreach ((string name, string value) in teacher.Facts) facts.Add(KeyOf(name), name, value);
    }

    private static void AddInputs(Report report, Teacher teacher)
    {
        if (teacher is not TreeTeacher trees)
        {
            report.AddTable("inputs", "Inputs", [("name", "input"), ("category", "category")],
                teacher.Inputs.Select((input, i) => new object?[] { NameOf(input, i), input.IsCategory }), MostInputs);
            return;
        }

        ThresholdUse[] use = ThresholdUse.Of(trees);
        report.AddTable("inputs", "Inputs",
            [("name", "input"), ("category", "category"), ("splits", "splits"), ("thresholds", "thresholds"), ("fitsItem", "fits an item feature"), ("fitsNibble", "fits a nibble")],
            teacher.Inputs.Select((input, i) => new object?[]
            {
                NameOf(input, i), input.IsCategory, use[i].Splits, use[i].Thresholds, use[i].FitsItem, use[i].FitsNibble,
            }), MostInputs);
    }

    // "schema id" → schemaId
    private static string KeyOf(string name) => string.Concat(name.Split(' ').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private static string NameOf(TeacherInput input, int number) => input.Name ?? $"input {number + 1}";
}
