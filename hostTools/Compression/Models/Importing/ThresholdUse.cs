using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.Importing;

/// <summary>How one input is split in all trees of a teacher.</summary>
/// <param name="Splits">Number of splits.</param>
/// <param name="Thresholds">Number of different bin edges that keep every split exact.</param>
public sealed record ThresholdUse(int Splits, int Thresholds)
{
    /// <summary>Whether the 256 bins of an item feature keep all of them; where missing values need a bin of their own, one fewer fits.</summary>
    public bool FitsItem => Thresholds <= 255;

    /// <summary>As <see cref="FitsItem"/>, for the 16 bins of any other feature.</summary>
    public bool FitsNibble => Thresholds <= 15;

    /// <summary>[input].</summary>
    public static ThresholdUse[] Of(TreeTeacher teacher)
    {
        List<double>[] edges = [.. teacher.Inputs.Select(_ => new List<double>())];
        int[] splits = new int[edges.Length];
        foreach (DecisionTree tree in teacher.Trees)
        {
            for (int node = 0; node < tree.NodeCount; node++)
            {
                if (tree.Feature[node] < 0) continue;
                splits[tree.Feature[node]]++;
                ChangePoints.Add(teacher, tree, node, edges[tree.Feature[node]]);
            }
        }

        return [.. edges.Select((list, i) => new ThresholdUse(splits[i], list.Distinct().Count()))];
    }
}
