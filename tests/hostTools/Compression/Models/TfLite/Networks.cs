using Endcap.Compression.Models.TfLite;

namespace Endcap.Tests.HostTools.Compression.Models.TfLite;

/// <summary>Small networks as TFLite files.</summary>
internal static class Networks
{
    /// <summary>2 → 2 relu → 1 sigmoid.</summary>
    public static byte[] Float()
    {
        var writer = new ModelWriter();
        int input = writer.Float(1, 2), hidden = writer.Float(1, 2), sum = writer.Float(1, 1), output = writer.Float(1, 1);
        int w1 = writer.Float([2, 2], [0.5f, -1, 2, 0.5f]), b1 = writer.Float([2], [0.25f, -1]), w2 = writer.Float([1, 2], [3, -0.5f]), b2 = writer.Float([1], [0.5f]);
        return writer.Dense(input, w1, b1, hidden, fused: 1).Dense(hidden, w2, b2, sum).Op(BuiltinOperators.Logistic, [sum], output).File([input], output);
    }

    /// <summary>Float, to int8, 2 → 2 relu per channel → 1, to float.</summary>
    public static byte[] Int8()
    {
        var writer = new ModelWriter();
        int input = writer.Float(1, 2), q = writer.Int8(0.05f, -3, 1, 2), hidden = writer.Int8(0.1f, -128, 1, 2), sum = writer.Int8(0.2f, 4, 1, 1), output = writer.Float(1, 1);
        int w1 = writer.Int8([0.01f, 0.02f], [2, 2], [100, -30, 5, 77]), b1 = writer.Int32([2], [400, -20]), w2 = writer.Int8([0.03f], [1, 2], [-60, 110]), b2 = writer.Int32([1], [9]);
        return writer.Op(BuiltinOperators.Quantize, [input], q).Dense(q, w1, b1, hidden, fused: 1).Dense(hidden, w2, b2, sum)
            .Op(BuiltinOperators.Dequantize, [sum], output).File([input], output);
    }

    /// <summary>A user's and an item's row of two, multiplied, beside the price, into one sum.</summary>
    public static byte[] Embedding()
    {
        var writer = new ModelWriter();
        int user = writer.Int32(1), item = writer.Int32(1), price = writer.Float(1, 1);
        int users = writer.Float([2, 2], [1, 0, 3, 4]), items = writer.Float([3, 2], [1, 1, 2, 2, -1, 0.5f]), weights = writer.Float([1, 3], [1, 1, 0.1f]);
        int userRow = writer.Float(1, 2), itemRow = writer.Float(1, 2), product = writer.Float(1, 2), all = writer.Float(1, 3), output = writer.Float(1, 1);
        return writer.Op(BuiltinOperators.Gather, [users, user], userRow, 23, FlatNode.Int(0)).Op(BuiltinOperators.EmbeddingLookup, [item, items], itemRow)
            .Op(BuiltinOperators.Mul, [userRow, itemRow], product, 21, new byte[] { 0 })
            .Op(BuiltinOperators.Concatenation, [product, price], all, 10, FlatNode.Int(1), new byte[] { 0 })
            .Dense(all, weights, -1, output).File([user, item, price], output);
    }
}
