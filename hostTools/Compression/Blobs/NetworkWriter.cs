using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>Writes the Dense and Factors sections.</summary>
internal static class NetworkWriter
{
    /// <summary>The content of a Dense section.</summary>
    public static void Write(ByteSink sink, DenseContent dense, BlobContent content)
    {
        sink.U8(dense.Units(content.Base.Length));
        sink.U8(dense.Layers.Count);
        foreach (DenseLayer layer in dense.Layers) sink.U8(layer.Bias.Length);
        WriteUsed(sink, dense.Used, content.Features.Count);
        sink.Bytes(dense.ColumnShift);
        dense.Columns.Write(sink);
        foreach (short bias in dense.Bias) sink.U16(bias);
        WriteStage(sink, dense.First);
        foreach (DenseLayer layer in dense.Layers)
        {
            foreach (int bias in layer.Bias) sink.U32((uint)bias);
            layer.Weights.Write(sink);
            WriteStage(sink, layer.Stage);
        }
    }

    /// <summary>The content of a Factors section.</summary>
    public static void Write(ByteSink sink, FactorsContent factors, BlobContent content)
    {
        sink.U8(factors.Start.Length);
        sink.U8(factors.History?.Feature ?? BlobLayout.None);
        sink.U8(factors.History is { Vectors: null } ? FactorsLoader.TiedFlag : 0);
        WriteUsed(sink, factors.Used, content.Features.Count(feature => feature.Scope != 2));
        foreach (short start in factors.Start) sink.U16(start);
        sink.Bytes(factors.TowerShift);
        factors.Tower.Write(sink);
        sink.U16(checked((ushort)factors.UserMultiplier));
        sink.U8(factors.UserShift);
        sink.U8(factors.ProductShift);
        foreach (short multiplier in factors.ProductMultiplier) sink.U16(multiplier);
        factors.Products.Write(sink);
        if (factors.History is not { } history) return;
        foreach (sbyte weight in history.Weight) sink.U8((byte)weight);
        sink.U8(history.Norms.Length);
        foreach (ushort norm in history.Norms) sink.U16(norm);
        sink.Bytes(history.Multiplier);
        history.Vectors?.Write(sink);
    }

    private static void WriteStage(ByteSink sink, DenseStage stage)
    {
        sink.U16(checked((ushort)stage.Multiplier));
        sink.U8(stage.Shift);
        sink.U8(stage.Activation);
        if (stage.Table is { } table) sink.Bytes(table);
    }

    private static void WriteUsed(ByteSink sink, byte[] used, int features)
    {
        byte[] bitmap = new byte[(features + 7) / 8];
        foreach (byte feature in used) bitmap[feature >> 3] |= (byte)(1 << (feature & 7));
        sink.Bytes(bitmap);
    }
}
