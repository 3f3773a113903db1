using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.LightGbm;

/// <summary>Reads a model file from its first line to its last: header, trees, and what follows them.</summary>
internal sealed class LightGbmReader(byte[] file, string path)
{
    private readonly LightGbmLines _lines = new(file, path);

    public Teacher Read()
    {
        LightGbmHeader header = LightGbmHeader.Read(_lines);
        List<DecisionTree> trees = ReadTrees(header);
        var tail = LightGbmTail.Read(_lines, header);
        int scores = header.Scores, iterations = trees.Count / scores;
        if (trees.Count == 0) throw _lines.Malformed("the file holds no tree");
        if (trees.Count % scores != 0) throw _lines.Malformed($"the file holds {trees.Count} trees, no multiple of num_tree_per_iteration={scores}");
        return new TreeTeacher
        {
            Origin = new TeacherOrigin("LightGBM", header.Version, tail.Boosting ?? (header.Averages ? "rf" : "gbdt")),
            Task = header.Objective.Task,
            Objective = header.Objective.Name,
            Inputs = LightGbmInputs.Make(header, trees, tail),
            RawNames = Names("raw", scores),
            OutputNames = scores == 1 ? ["prediction"] : Names(header.Objective.Classes is null ? "prediction" : "prob", scores),
            Trees = trees,
            Target = [.. trees.Select((_, t) => t % scores)],
            Start = new double[scores],
            Transform = new LightGbmTransform(header.Objective.Link, header.Objective.Sigmoid, header.Averages ? iterations : 1),
        };
    }

    // The header ends at the first "Tree="; each tree ends at an empty line.
    private List<DecisionTree> ReadTrees(LightGbmHeader header)
    {
        var trees = new List<DecisionTree>();
        while (_lines.Text.StartsWith("Tree="u8))
        {
            int start = _lines.Start;
            if (header.TreeSizes is { } sizes && trees.Count == sizes.Length) throw _lines.Malformed($"tree_sizes names {sizes.Length} trees only");
            var fields = new LightGbmFields(_lines);
            fields.AddLine();
            if (fields.Int("Tree") != trees.Count) throw fields.Malformed("Tree", $"tree {trees.Count} should follow");
            int stop = _lines.Stop;
            while (_lines.MoveNext() && _lines.Stop > _lines.Start)
            {
                fields.AddLine();
                stop = _lines.Stop;
            }

            trees.Add(LightGbmTree.Read(fields, header.InputNames.Length));
            if (_lines.Stop == _lines.Start) _lines.MoveToText();
            CheckSize(header, trees.Count - 1, start, stop);
        }

        if (header.TreeSizes is { } all && all.Length != trees.Count) throw _lines.Malformed($"tree_sizes names {all.Length} trees, but the file holds {trees.Count}");
        return trees;
    }

    // LightGBM seeks by these sizes; an editor or a change of line ends makes them wrong.
    private void CheckSize(LightGbmHeader header, int tree, int start, int stop)
    {
        if (header.TreeSizes is not { } sizes) return;
        bool last = tree == sizes.Length - 1;
        int size = _lines.Start - start;
        if (last ? sizes[tree] >= stop - start && sizes[tree] <= size : sizes[tree] == size) return;
        throw Catalogue.ModelMalformed(path, $"Tree={tree}", $"is {size} bytes long, but tree_sizes says {sizes[tree]} (were line ends changed?)");
    }

    private static string[] Names(string name, int count) =>
        count == 1 ? [name] : [.. Enumerable.Range(0, count).Select(k => $"{name}_{k}")];
}
