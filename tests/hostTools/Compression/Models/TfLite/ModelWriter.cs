using System.Runtime.InteropServices;
using System.Text;
using Endcap.Compression.Models.TfLite;

namespace Endcap.Tests.HostTools.Compression.Models.TfLite;

/// <summary>Writes small TFLite models.</summary>
internal sealed class ModelWriter
{
    private readonly List<FlatNode> _tensors = [], _buffers = [new FlatNode.Table()], _operators = [], _codes = [];

    public int Float(params int[] shape) => Tensor(TfLiteType.Float32, shape, [], [], 0, []);

    public int Float(int[] shape, float[] data) => Tensor(TfLiteType.Float32, shape, [], [], 0, Bytes(data));

    public int Int8(float scale, int zero, params int[] shape) => Tensor(TfLiteType.Int8, shape, [scale], [zero], 0, []);

    public int Int8(float[] scales, int[] shape, sbyte[] data) => Tensor(TfLiteType.Int8, shape, scales, new long[scales.Length], 0, Bytes(data));

    public int Int32(params int[] shape) => Tensor(TfLiteType.Int32, shape, [], [], 0, []);

    public int Int32(int[] shape, int[] data) => Tensor(TfLiteType.Int32, shape, [], [], 0, Bytes(data));

    public int Tensor(TfLiteType type, int[] shape, float[] scales, long[] zeros, int axis, byte[] data)
    {
        uint buffer = data.Length == 0 ? 0 : (uint)_buffers.Count;
        if (data.Length > 0) _buffers.Add(new FlatNode.Table(new FlatNode.Numbers(data, 1)));
        FlatNode? quantisation = scales.Length == 0 ? null : new FlatNode.Table(null, null, new FlatNode.Numbers(Bytes(scales), 4),
            new FlatNode.Numbers(Bytes(zeros), 8), null, null, FlatNode.Int(axis));
        _tensors.Add(new FlatNode.Table(new FlatNode.Numbers(Bytes(shape), 4), new[] { (byte)type }, FlatNode.Int((int)buffer),
            new FlatNode.Numbers(Encoding.UTF8.GetBytes($"t{_tensors.Count}"), 1), quantisation));
        return _tensors.Count - 1;
    }

    /// <summary>Appends an operator; its options as (kind, table), or (0, null).</summary>
    public ModelWriter Op(int code, int[] inputs, int output, byte kind = 0, params object?[] options)
    {
        _codes.Add(new FlatNode.Table(new[] { (byte)Math.Min(code, 127) }, null, null, FlatNode.Int(code)));
        _operators.Add(new FlatNode.Table(FlatNode.Int(_codes.Count - 1), new FlatNode.Numbers(Bytes(inputs), 4), new FlatNode.Numbers(Bytes([output]), 4),
            new[] { kind }, kind == 0 ? null : new FlatNode.Table(options)));
        return this;
    }

    public ModelWriter Dense(int input, int weights, int bias, int output, byte fused = 0) =>
        Op(BuiltinOperators.FullyConnected, [input, weights, bias], output, 8, new[] { fused });

    public byte[] File(int[] inputs, params int[] outputs)
    {
        var graph = new FlatNode.Table(new FlatNode.Tables(_tensors), new FlatNode.Numbers(Bytes(inputs), 4), new FlatNode.Numbers(Bytes(outputs), 4),
            new FlatNode.Tables(_operators));
        return FlatNode.File(new FlatNode.Table(FlatNode.Int(3), new FlatNode.Tables(_codes), new FlatNode.Tables([graph]), null, new FlatNode.Tables(_buffers)), "TFL3");
    }

    private static byte[] Bytes<T>(T[] items) where T : unmanaged => MemoryMarshal.AsBytes(items.AsSpan()).ToArray();
}
