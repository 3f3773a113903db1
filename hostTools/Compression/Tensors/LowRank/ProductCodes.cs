using System.Numerics.Tensors;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Tensors.LowRank;

/// <summary>Vectors as numbers of centres, one per part.</summary>
/// <param name="Rows">Number of vectors.</param>
/// <param name="Parts">Parts of a vector.</param>
/// <param name="Centres">Centres per part.</param>
/// <param name="Width">Dimensions of a part.</param>
/// <param name="Bits">Bits of a code.</param>
/// <param name="Packed">[vector][part]: codes as <see cref="BitPacking"/> packs them.</param>
/// <param name="Codebooks">[part · Centres + centre][dimension of the part].</param>
/// <param name="CodebookBytes">What the codebooks cost.</param>
public sealed record ProductCodes(
    int Rows, int Parts, int Centres, int Width, int Bits, byte[] Packed, Matrix Codebooks, int CodebookBytes)
{
    /// <summary>Bytes of codes and codebooks.</summary>
    public int ByteSize => Packed.Length + CodebookBytes;

    /// <summary>[vector · Parts + part].</summary>
    public byte[] Codes() => BitPacking.Unpack(Packed, Rows, Parts, Bits);

    /// <summary>The vectors that the codes stand for.</summary>
    public Matrix Dequantise()
    {
        var result = new Matrix(Rows, Parts * Width);
        byte[] codes = Codes();
        for (int i = 0; i < codes.Length; i++)
            Codebooks.Row(i % Parts * Centres + codes[i]).CopyTo(result.Row(i / Parts).Slice(i % Parts * Width, Width));
        return result;
    }

    /// <summary>
    /// [vector]: product with a query, by one table of part · centre products and then one look-up and addition per part.
    /// </summary>
    /// <param name="query">[dimension].</param>
    public float[] Products(ReadOnlySpan<float> query)
    {
        float[] table = new float[Parts * Centres];
        for (int i = 0; i < table.Length; i++)
            table[i] = TensorPrimitives.Dot(Codebooks.Row(i), query.Slice(i / Centres * Width, Width));
        float[] products = new float[Rows];
        byte[] codes = Codes();
        for (int i = 0; i < codes.Length; i++) products[i / Parts] += table[i % Parts * Centres + codes[i]];
        return products;
    }
}
