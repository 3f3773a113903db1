using System.Numerics;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Quantisation.Factors;

/// <summary>The formulas of BLOB.md's "Factors" in unbounded integers, from what stands in a blob.</summary>
internal static class PlainFactors
{
    public static BigInteger Score(BlobContent content, HeldOutItem shopper, int product)
    {
        FactorsContent factors = content.Factors!;
        int rank = factors.Start.Length;
        BigInteger dot = 0;
        for (int r = 0; r < rank; r++) dot += User(content, shopper, r) * factors.Products.Values[product * rank + r];
        return content.Base[product] + Scale(dot * factors.ProductMultiplier[product], factors.ProductShift);
    }

    /// <summary>An element of the shopper's vector, clamped.</summary>
    public static BigInteger User(BlobContent content, HeldOutItem shopper, int element)
    {
        FactorsContent factors = content.Factors!;
        int rank = factors.Start.Length, column = 0;
        BigInteger sum = factors.Start[element];
        for (int u = 0; u < factors.Used.Length; u++)
        {
            sum += (BigInteger)factors.Tower.Values[(column + shopper.Bins[factors.Used[u]]) * rank + element] * (1 << factors.TowerShift[u]);
            column += content.Features[factors.Used[u]].Radix;
        }

        if (factors.History is { } history && shopper.History.Length > 0)
        {
            BigInteger past = 0;
            foreach (int q in shopper.History)
                past += history.Weight[1] * history.Multiplier[q] * (history.Vectors ?? factors.Products).Values[q * rank + element];
            past = Scale(past * history.Norms[Math.Min(shopper.History.Length, history.Norms.Length) - 1], 16);
            sum += BigInteger.Clamp(past, -(1 << 24), 1 << 24);
        }

        return BigInteger.Clamp(Scale(sum * factors.UserMultiplier, factors.UserShift), -32767, 32767);
    }

    // floor((value + 2^(shift − 1)) / 2^shift)
    private static BigInteger Scale(BigInteger value, int shift)
    {
        BigInteger whole = BigInteger.Pow(2, shift), numerator = value + (shift == 0 ? 0 : whole / 2);
        BigInteger quotient = BigInteger.DivRem(numerator, whole, out BigInteger rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}
