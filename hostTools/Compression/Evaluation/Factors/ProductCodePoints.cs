using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation.Comparison;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.LowRank;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Evaluation.Factors;

/// <summary>
/// What product quantisation of the vectors would give, if the label's kernel had it: it has not, and no blob can hold it. Each
/// vector is cut into parts of a few elements, and each part becomes one of 16 centres; centres have 8 bits. Ranked in floating point.
/// </summary>
public static class ProductCodePoints
{
    private const int Centres = 16;
    private static readonly int[] Widths = [2, 4]; // elements of a part

    /// <summary>Points for parts of 2 and 4 elements: codes, codebooks, and two bytes for each base score.</summary>
    public static IReadOnlyList<SizePoint> Of(TwoTowerModel model, IReadOnlyList<HeldOutItem> tests, int seed) => model.Products.Count < 2 * Centres ? [] :
    [
        .. Widths.Select(width =>
        {
            ProductCodes products = Code(model.ProductVectors, model.Rank, width, seed);
            ProductCodes? history = model.HistoryVectors is { } own ? Code(own, model.Rank, width, seed) : null;
            TwoTowerModel coded = model with { ProductVectors = Values(products), HistoryVectors = history is null ? null : Values(history) };
            ItemGuesses guesses = ItemGuesses.Of(tests, model.Products.Count, FactorRankings.OfModel(coded, tests));
            return new SizePoint(FormattableString.Invariant($"{model.Rank / width} codes of 4 bits"), products.ByteSize + (history?.ByteSize ?? 0) + 2 * model.Products.Count, guesses.Recall10);
        }),
    ];

    private static ProductCodes Code(double[] vectors, int rank, int width, int seed) => ProductQuantiser.Run(
        new Matrix(vectors.Length / rank, rank, Array.ConvertAll(vectors, value => (float)value)), rank / width, Centres, seed, new QuantisationOptions(8, Granularity.Row));

    private static double[] Values(ProductCodes codes) => Array.ConvertAll(codes.Dequantise().Data, value => (double)value);
}
