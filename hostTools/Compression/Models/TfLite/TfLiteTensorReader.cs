namespace Endcap.Compression.Models.TfLite;

/// <summary>Reads the tensors of a graph, without their data.</summary>
/// <param name="buffer">The file.</param>
/// <param name="buffers">The file's list of data buffers.</param>
internal sealed class TfLiteTensorReader(FlatBuffer buffer, FlatVector buffers)
{
    private const int MostDimensions = 8;

    // Scales of shared lists count each time; an honest file has at most one per weight.
    private long _scalesLeft = buffer.Length;

    public TfLiteTensor[] ReadAll(FlatVector tensors) =>
        [.. Enumerable.Range(0, tensors.Count).Select(i => Read(tensors.Table(i, $"tensor {i}"), i))];

    private TfLiteTensor Read(FlatTable table, int index)
    {
        string place = table.Place;
        int[] shape = table.Vector(0, 4, $"{place}'s shape").AllInt32(MostDimensions);
        long count = 1;
        foreach (int length in shape)
        {
            if (length < 1) throw buffer.Bad(place, $"a dimension of length {length}");
            count *= length;
            buffer.Limit($"the number of elements of {place}", count, int.MaxValue / 8);
        }

        if (table.Has(6))
            throw buffer.Unsupported($"{place} is sparse", "Convert the model without sparsity (strip the pruning wrappers, no EXPERIMENTAL_SPARSITY).");
        (float[] scales, int[] zeros, int axis) = Quantisation(table.Table(4, $"{place}'s quantisation"), shape);
        FlatVector data = Data(table.UInt32(2), place);
        var type = (TfLiteType)(sbyte)table.UInt8(1);
        CheckData(data, type, count, place);
        return new TfLiteTensor(index, table.Text(3, $"{place}'s name"), type, shape, (int)count, scales, zeros, axis) { Data = data };
    }

    private void CheckData(FlatVector data, TfLiteType type, long count, string place)
    {
        int size = type switch
        {
            TfLiteType.Float32 or TfLiteType.Int32 => 4,
            TfLiteType.Float16 => 2,
            TfLiteType.Int64 => 8,
            TfLiteType.UInt8 or TfLiteType.Int8 => 1,
            _ => 0, // refused where it is used
        };
        if (size > 0 && data.Count > 0 && data.Count != count * size)
            throw buffer.Bad(place, $"{data.Count} bytes for {count} elements of {size} bytes");
    }

    private FlatVector Data(uint index, string place)
    {
        if (index >= buffers.Count && index > 0) throw buffer.Bad(place, $"buffer {index} of {buffers.Count}");
        if (index == 0) return default; // always empty: a computed tensor
        FlatTable table = buffers.Table((int)index, $"buffer {index}");
        if (table.Int64(1) > 1) throw buffer.Unsupported($"buffer {index} stands outside the FlatBuffers data, as in models above 2 GB", "A label needs a far smaller model.");
        return table.Vector(0, 1, $"buffer {index}");
    }

    private (float[] Scales, int[] Zeros, int Axis) Quantisation(FlatTable? table, int[] shape)
    {
        if (table is not FlatTable found) return ([], [], 0);
        FlatVector scales = found.Vector(2, 4, $"{found.Place} scales"), zeros = found.Vector(3, 8, $"{found.Place} zero points");
        if (scales.Count == 0) return ([], [], 0);
        if (found.UInt8(4) != 0) throw buffer.Unsupported($"{found.Place} is of a custom kind", "Use TFLite's post-training quantisation to int8.");
        if (zeros.Count != scales.Count && zeros.Count > 1) throw buffer.Bad(found.Place, $"{zeros.Count} zero points for {scales.Count} scales");
        int axis = found.Int32(6);
        if (scales.Count > 1 && (axis < 0 || axis >= shape.Length || shape[axis] != scales.Count))
            throw buffer.Bad(found.Place, $"{scales.Count} scales along dimension {axis}");
        if ((_scalesLeft -= scales.Count) < 0) throw buffer.Bad(found.Place, "more scales than the file has bytes");
        return ([.. Enumerable.Range(0, scales.Count).Select(i => Scale(scales, i))],
            [.. Enumerable.Range(0, scales.Count).Select(i => Zero(zeros, i))], axis);
    }

    private float Scale(FlatVector scales, int index)
    {
        float scale = scales.Single(index);
        return scale > 0 && float.IsFinite(scale) ? scale : throw buffer.Bad(scales.Place, $"the scale {scale:R}");
    }

    private int Zero(FlatVector zeros, int index)
    {
        long zero = zeros.Count == 0 ? 0 : zeros.Int64(zeros.Count == 1 ? 0 : index);
        return zero is >= -128 and <= 255 ? (int)zero : throw buffer.Bad(zeros.Place, $"the zero point {zero}");
    }
}
