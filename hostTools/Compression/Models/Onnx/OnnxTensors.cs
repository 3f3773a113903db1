using System.Buffers.Binary;
using System.Text;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Onnx.Proto;
using Endcap.Compression.Models.Teachers.Graph;

namespace Endcap.Compression.Models.Onnx;

/// <summary>Reads tensors of a file; their numbers must be in the file itself.</summary>
internal static class OnnxTensors
{
    /// <summary>The type of ONNX's data types that can be computed with.</summary>
    public static TensorType? TypeOf(int dataType) => dataType switch
    {
        1 => TensorType.SinglePrecision,
        2 or 3 or 4 or 5 or 6 or 7 or 12 or 13 => TensorType.Whole,
        8 => TensorType.Text,
        9 => TensorType.Boolean,
        11 => TensorType.DoublePrecision,
        _ => null,
    };

    /// <summary>Reads a tensor. Errors: E261, E262.</summary>
    public static Tensor Read(string file, string place, OnnxTensor tensor)
    {
        if (TypeOf(tensor.DataType) is not { } type)
            throw Catalogue.ModelUnsupported(file, $"{place}: numbers of ONNX's type {tensor.DataType}", "Convert the model to float32 before the export (type 10 is float16).");
        if (tensor.DataLocation != 0)
            throw Catalogue.ModelUnsupported(file, $"{place}: its numbers are in another file", "Save the model as one file: onnx.save(model, path, save_as_external_data=False).");
        int[] shape = ShapeOf(file, place, tensor);
        if (type == TensorType.Text) return Texts(file, place, tensor, shape);
        double[] values = tensor.RawData.Length > 0 ? Raw(tensor.RawData.Span, tensor.DataType) : Typed(tensor);
        if (Count(shape) != values.Length)
            throw Catalogue.ModelMalformed(file, place, $"{values.Length} numbers in a tensor of {Count(shape)}");
        return new Tensor(type, shape, values);
    }

    private static Tensor Texts(string file, string place, OnnxTensor tensor, int[] shape)
    {
        string[] texts = [.. tensor.StringData.Select(text => Encoding.UTF8.GetString(text.Span))];
        if (Count(shape) != texts.Length) throw Catalogue.ModelMalformed(file, place, $"{texts.Length} texts in a tensor of {Count(shape)}");
        return new Tensor(TensorType.Text, shape, [.. Enumerable.Range(0, texts.Length).Select(i => (double)i)]) { Texts = texts };
    }

    private static int[] ShapeOf(string file, string place, OnnxTensor tensor)
    {
        if (tensor.Dims.Count > 8) throw Catalogue.ModelLimit(file, $"{place}: number of dimensions", tensor.Dims.Count, 8);
        foreach (long size in tensor.Dims)
        {
            if (size is < 0 or > int.MaxValue) throw Catalogue.ModelMalformed(file, place, $"a dimension of {size}");
        }

        return [.. tensor.Dims.Select(size => (int)size)];
    }

    private static double Count(int[] shape) => shape.Aggregate(1.0, (product, size) => product * size);

    private static double[] Typed(OnnxTensor tensor) => tensor.DataType switch
    {
        1 => [.. tensor.FloatData.Select(value => (double)value)],
        11 => [.. tensor.DoubleData],
        7 => [.. tensor.Int64Data.Select(value => (double)value)],
        12 or 13 => [.. tensor.Uint64Data.Select(value => (double)value)],
        _ => [.. tensor.Int32Data.Select(value => (double)value)],
    };

    private static double[] Raw(ReadOnlySpan<byte> raw, int type)
    {
        int size = type switch { 2 or 3 or 9 => 1, 4 or 5 => 2, 7 or 11 or 13 => 8, _ => 4 };
        if (raw.Length % size != 0) return [];
        var values = new double[raw.Length / size];
        for (int i = 0; i < values.Length; i++) values[i] = Number(raw[(i * size)..], type);
        return values;
    }

    private static double Number(ReadOnlySpan<byte> raw, int type) => type switch
    {
        1 => BinaryPrimitives.ReadSingleLittleEndian(raw),
        2 or 9 => raw[0],
        3 => (sbyte)raw[0],
        4 => BinaryPrimitives.ReadUInt16LittleEndian(raw),
        5 => BinaryPrimitives.ReadInt16LittleEndian(raw),
        6 => BinaryPrimitives.ReadInt32LittleEndian(raw),
        7 => BinaryPrimitives.ReadInt64LittleEndian(raw),
        11 => BinaryPrimitives.ReadDoubleLittleEndian(raw),
        12 => BinaryPrimitives.ReadUInt32LittleEndian(raw),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(raw),
    };
}
