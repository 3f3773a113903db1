namespace Endcap.Kernel;

/// <summary>Checks the Factors section and expands its vectors for <see cref="FactorsKernel"/>.</summary>
public static class FactorsLoader
{
    /// <summary>Largest rank; ranks are multiples of 4, so that the inner loop can be unrolled.</summary>
    public const int MaxRank = 64;

    /// <summary>Flag: the history's vectors are the products' own.</summary>
    public const int TiedFlag = 1;

    /// <summary>Norms of the history, at most.</summary>
    public const int MaxNorms = 64;

    /// <summary>Largest shift of the user vector's stage.</summary>
    public const int MaxUserShift = 31;

    /// <summary>Largest shift of the products' multipliers.</summary>
    public const int MaxProductShift = 40;

    /// <summary>Largest element of a user vector, either sign.</summary>
    public const int MaxUser = 32767;

    /// <summary>Checks and expands; a shelf without the section has rank 0.</summary>
    /// <returns>A <see cref="BlobFault"/>.</returns>
    public static int Load(LoadedShelf shelf, int heapLimit)
    {
        shelf.Factors = null;
        if (shelf.FactorsAt == 0) return BlobFault.None;
        byte[] blob = shelf.Blob;
        int end = shelf.FactorsEnd;
        int at = shelf.FactorsAt;
        int mapBytes = (shelf.SharedCount + 7) >> 3;
        if (end - at < 3 + mapBytes) return BlobFault.SectionTruncated;
        int rank = blob[at];
        int history = blob[at + 1];
        int flags = blob[at + 2];
        if (rank == 0 || rank > MaxRank || (rank & 3) != 0 || flags > TiedFlag) return BlobFault.BadFactors;
        if (history != BlobLayout.None ? history >= shelf.AffinityCount : flags != 0) return BlobFault.BadFactors;
        FactorModel model = new FactorModel();
        model.Rank = rank;
        model.History = history == BlobLayout.None ? -1 : history;
        bool hasVectors = history != BlobLayout.None && flags == 0;
        model.TowerUsed = DenseLoader.FeatureSet(blob, at + 3, shelf.SharedCount);
        if (model.TowerUsed == null) return BlobFault.BadFactors;
        at += 3 + mapBytes;
        int used = model.TowerUsed.Length;
        int columns = CountColumns(shelf, model.TowerUsed);
        int products = shelf.ProductCount;
        shelf.HeapBytes += DenseLoader.ObjectBytes + 2 * used + 4 * used * BlobLayout.MaxRadix + columns * rank + 2 * rank + 12 * rank + products * (rank + 2);
        if (history != BlobLayout.None) shelf.HeapBytes += shelf.Radix[shelf.SharedCount + history] + products;
        if (hasVectors) shelf.HeapBytes += products * rank;
        if (shelf.HeapBytes > heapLimit) return BlobFault.TooMuchMemory;
        Allocate(shelf, model, columns, hasVectors);
        at = ReadTower(shelf, model, at, end, columns);
        if (at < 0) return -at;
        at = ReadProducts(shelf, model, at, end);
        if (at < 0) return -at;
        if (history != BlobLayout.None) at = ReadHistory(shelf, model, at, end, hasVectors);
        if (at < 0) return -at;
        if (at != end) return BlobFault.TrailingBytes;
        shelf.Factors = model;
        return BlobFault.None;
    }

    private static int CountColumns(LoadedShelf shelf, byte[] used)
    {
        int columns = 0;
        for (int u = 0; u < used.Length; u++) columns += shelf.Radix[used[u]];
        return columns;
    }

    private static void Allocate(LoadedShelf shelf, FactorModel model, int columns, bool hasVectors)
    {
        int rank = model.Rank;
        int used = model.TowerUsed.Length;
        model.TowerShift = new byte[used];
        model.TowerAt = new int[used * BlobLayout.MaxRadix];
        model.TowerColumns = new sbyte[columns * rank];
        model.UserStart = new short[rank];
        model.UserSum = new int[rank];
        model.UserHistory = new int[rank];
        model.User = new int[rank];
        model.ProductVectors = new sbyte[shelf.ProductCount * rank];
        model.ProductMultiplier = new short[shelf.ProductCount];
        if (model.History < 0) return;
        model.HistoryWeight = new sbyte[shelf.Radix[shelf.SharedCount + model.History]];
        model.HistoryMultiplier = new byte[shelf.ProductCount];
        model.HistoryVectors = hasVectors ? new sbyte[shelf.ProductCount * rank] : model.ProductVectors;
    }

    // The start vector, the tower's columns and the user vector's stage; the offset after them, or minus a fault.
    private static int ReadTower(LoadedShelf shelf, FactorModel model, int at, int end, int columns)
    {
        byte[] blob = shelf.Blob;
        int rank = model.Rank;
        int used = model.TowerUsed.Length;
        if (end - at < 2 * rank + used) return -BlobFault.SectionTruncated;
        for (int r = 0; r < rank; r++)
        {
            model.UserStart[r] = (short)(blob[at] | (blob[at + 1] << 8));
            at += 2;
        }

        int column = 0;
        for (int u = 0; u < used; u++)
        {
            if (blob[at] > DenseLoader.MaxColumnShift) return -BlobFault.BadFactors;
            model.TowerShift[u] = blob[at++];
            for (int bin = 0; bin < shelf.Radix[model.TowerUsed[u]]; bin++) model.TowerAt[u * BlobLayout.MaxRadix + bin] = column++ * rank;
        }

        at = WeightBlock.Expand(blob, at, end, model.TowerColumns, 0, columns * rank, rank, 0);
        if (at < 0) return -BlobFault.BadWeights;
        if (end - at < 3) return -BlobFault.SectionTruncated;
        model.UserMultiplier = BlobLayout.U16(blob, at);
        model.UserShift = blob[at + 2];
        return model.UserShift > MaxUserShift ? -BlobFault.BadFactors : at + 3;
    }

    private static int ReadProducts(LoadedShelf shelf, FactorModel model, int at, int end)
    {
        byte[] blob = shelf.Blob;
        int products = shelf.ProductCount;
        int rank = model.Rank;
        if (end - at < 1 + 2 * products) return -BlobFault.SectionTruncated;
        int shift = blob[at++];
        if (shift > MaxProductShift) return -BlobFault.BadFactors;
        model.ProductShift = shift;
        for (int p = 0; p < products; p++)
        {
            int multiplier = BlobLayout.U16(blob, at);
            if (multiplier > short.MaxValue) return -BlobFault.BadFactors;
            model.ProductMultiplier[p] = (short)multiplier;
            at += 2;
        }

        at = WeightBlock.Expand(blob, at, end, model.ProductVectors, 0, products * rank, rank, 0);
        if (at < 0) return -BlobFault.BadWeights;
        return IsBounded(model) ? at : -BlobFault.ScoreOverflow;
    }

    // No element of a user vector is beyond ±32767, so a product's part is at most 32767 · Σ|element| · multiplier.
    private static bool IsBounded(FactorModel model)
    {
        sbyte[] vectors = model.ProductVectors;
        int rank = model.Rank;
        int at = 0;
        for (int p = 0; p < model.ProductMultiplier.Length; p++)
        {
            int sum = 0;
            for (int end = at + rank; at < end; at++) sum += vectors[at] < 0 ? -vectors[at] : vectors[at];
            if (((long)sum * MaxUser * model.ProductMultiplier[p]) >> model.ProductShift >= DenseLoader.MaxContribution) return false;
        }

        return true;
    }

    private static int ReadHistory(LoadedShelf shelf, FactorModel model, int at, int end, bool hasVectors)
    {
        byte[] blob = shelf.Blob;
        sbyte[] weight = model.HistoryWeight;
        int products = shelf.ProductCount;
        if (end - at < weight.Length + 1) return -BlobFault.SectionTruncated;
        for (int bin = 0; bin < weight.Length; bin++) weight[bin] = (sbyte)blob[at++];
        int norms = blob[at++];
        if (weight[shelf.Rest[model.History]] != 0 || norms == 0 || norms > MaxNorms) return -BlobFault.BadFactors;
        if (end - at < 2 * norms + products) return -BlobFault.SectionTruncated;
        model.HistoryNorms = norms;
        model.HistoryNormsAt = at;
        at += 2 * norms;
        for (int p = 0; p < products; p++) model.HistoryMultiplier[p] = blob[at++];
        if (!hasVectors) return at;
        at = WeightBlock.Expand(blob, at, end, model.HistoryVectors, 0, products * model.Rank, model.Rank, 0);
        return at < 0 ? -BlobFault.BadWeights : at;
    }
}
