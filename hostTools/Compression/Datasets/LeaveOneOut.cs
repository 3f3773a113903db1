using Endcap.Compression.Errors;
using Endcap.Compression.Training;

namespace Endcap.Compression.Datasets;

/// <summary>A test: which product, of all that are not in the history, was the missing one?</summary>
/// <param name="Bins">[shopper feature].</param>
/// <param name="History">Products that are known of the basket, ascending.</param>
/// <param name="Target">The product that was taken out.</param>
public sealed record HeldOutItem(byte[] Bins, int[] History, int Target);

/// <summary>
/// Leave-one-out over baskets: chosen baskets of at least two products are kept from training altogether, since a label meets
/// shoppers that no model was trained on, and of each one product is to be guessed from the others.
/// </summary>
public static class LeaveOneOut
{
    private const int ChooseStream = 101, ItemStream = 102;

    /// <summary>Splits.</summary>
    /// <param name="baskets">All baskets.</param>
    /// <param name="fraction">Share of the baskets with at least two products that is held out, 0 … 1; 1 leaves those with one for training.</param>
    /// <param name="seed">Decides by basket number: the same seed, the same split.</param>
    /// <exception cref="UserErrorException">E213: one side is empty.</exception>
    public static (Baskets Train, IReadOnlyList<HeldOutItem> Tests) Split(Baskets baskets, double fraction, int seed)
    {
        var choose = new Sampling(seed, ChooseStream);
        var item = new Sampling(seed, ItemStream);
        List<int> train = [];
        List<HeldOutItem> tests = [];
        for (int basket = 0; basket < baskets.Count; basket++)
        {
            ReadOnlySpan<int> products = baskets[basket];
            if (products.Length < 2 || choose.UnitAt((ulong)basket) >= fraction)
            {
                train.Add(basket);
                continue;
            }

            int target = products[(int)(item.At((ulong)basket) % (ulong)products.Length)];
            tests.Add(new HeldOutItem(baskets.BinsOf(basket).ToArray(), [.. products.ToArray().Where(product => product != target)], target));
        }

        if (tests.Count == 0) throw Catalogue.FoldTooSmall(fraction, baskets.Count, "baskets");
        return (baskets.Of(train), tests);
    }
}
