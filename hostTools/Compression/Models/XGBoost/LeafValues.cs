namespace Endcap.Compression.Models.XGBoost;

/// <summary>
/// Leaf values: a scalar leaf's stands where splits have their threshold; a vector leaf's in leaf_weights at the number that its right child
/// holds, or (in older files) in base_weights at its node.
/// </summary>
internal sealed class LeafValues(Located tree, double[] conditions, int width)
{
    /// <summary>[node · width + k]: the reached leaves' values, each multiplied by <paramref name="weight"/> in float32. Errors: E261.</summary>
    public double[] Read(int[] left, int[] right, bool[] reached, float weight)
    {
        Located? leaves = width > 1 ? tree.Find("leaf_weights") : null;
        double[] from = width == 1 ? conditions : leaves?.Numbers ?? tree["base_weights"].Numbers;
        long rows = leaves is null ? left.Length : (left.Length + 1) / 2; // of a tree, half of the nodes and one are leaves
        if (from.Length != rows * width) throw tree.Malformed($"{from.Length} leaf values where {rows * width} are needed");
        var values = new double[left.Length * width];
        for (int i = 0; i < left.Length; i++)
        {
            if (!reached[i] || left[i] >= 0) continue;
            int row = leaves is null ? i : right[i];
            if (row < 0 || row >= rows) throw tree.Malformed($"leaf {i} has no values");
            for (int k = 0; k < width; k++)
            {
                float value = (float)from[row * width + k];
                if (!float.IsFinite(value)) throw tree.Malformed($"leaf {i} is no finite number");
                values[i * width + k] = value * weight;
            }
        }

        return values;
    }
}
