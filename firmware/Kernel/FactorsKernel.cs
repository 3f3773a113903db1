namespace Endcap.Kernel;

/// <summary>
/// A two-tower recommender: the shopper's vector is a start vector, columns of the shared features and the weighted mean of
/// the vectors of products bought before; a product's score is its dot product with that vector. The inner loops take eight
/// elements at a time, and four where the rank is no multiple of eight.
/// </summary>
public static class FactorsKernel
{
    /// <summary>Adds to <see cref="LoadedShelf.Scores"/>. Parameters as in <see cref="Ranker.Rank"/>.</summary>
    public static void Add(LoadedShelf shelf, byte[] shared, byte[] listed, int listedCount)
    {
        FactorModel model = shelf.Factors;
        int rank = model.Rank;
        int[] sum = model.UserSum;
        byte[] used = model.TowerUsed;
        for (int r = 0; r < rank; r++) sum[r] = model.UserStart[r];
        for (int u = 0; u < used.Length; u++)
            DenseKernel.AddColumn(sum, model.TowerColumns, model.TowerAt[(u << 4) + shared[used[u]]], model.TowerShift[u], rank);
        if (model.History >= 0 && listedCount != 0) AddHistory(shelf, model, listed, listedCount, rank);
        Clamp(sum, model.User, rank, model.UserMultiplier, model.UserShift);
        if (rank == 16) AddDots16(model.ProductVectors, model.ProductMultiplier, model.User, shelf.Scores, shelf.ProductCount, model.ProductShift);
        else AddDots(model.ProductVectors, model.ProductMultiplier, model.User, shelf.Scores, shelf.ProductCount, rank, model.ProductShift);
        // The vector tells of the shopper as much as the profile does.
        for (int r = 0; r < rank; r++)
        {
            sum[r] = 0;
            model.User[r] = 0;
            model.UserHistory[r] = 0;
        }
    }

    // Σ weight · multiplier · vector over the listed products, then times the norm of their number, / 2^16.
    private static void AddHistory(LoadedShelf shelf, FactorModel model, byte[] listed, int listedCount, int rank)
    {
        int[] history = model.UserHistory;
        int numberBytes = shelf.NumberBytes;
        int step = numberBytes + shelf.AffinityCount;
        int binAt = numberBytes + model.History;
        int count = 0;
        int at = 0;
        for (int n = 0; n < listedCount; n++)
        {
            int product = numberBytes == 1 ? listed[at] : listed[at] + (listed[at + 1] << 8);
            int weight = model.HistoryWeight[listed[at + binAt]] * model.HistoryMultiplier[product];
            at += step;
            if (weight == 0) continue;
            count++;
            AddVector(history, model.HistoryVectors, product * rank, weight, rank);
        }

        if (count == 0) return;
        int norm = BlobLayout.U16(shelf.Blob, model.HistoryNormsAt + 2 * ((count < model.HistoryNorms ? count : model.HistoryNorms) - 1));
        AddScaled(model.UserSum, history, norm, rank);
    }

    private static void AddVector(int[] sum, sbyte[] vectors, int at, int weight, int rank)
    {
        for (int r = 0; r < rank; r += 4)
        {
            sum[r] += vectors[at] * weight;
            sum[r + 1] += vectors[at + 1] * weight;
            sum[r + 2] += vectors[at + 2] * weight;
            sum[r + 3] += vectors[at + 3] * weight;
            at += 4;
        }
    }

    private static void AddScaled(int[] sum, int[] history, int norm, int rank)
    {
        for (int r = 0; r < rank; r++)
        {
            long part = ((long)history[r] * norm + 32768) >> 16;
            sum[r] += part > 1 << 24 ? 1 << 24 : part < -(1 << 24) ? -(1 << 24) : (int)part;
        }
    }

    // floor((sum · multiplier + 2^(shift − 1)) / 2^shift), within ±32767.
    private static void Clamp(int[] sum, int[] user, int rank, long multiplier, int shift)
    {
        long half = (1L << shift) >> 1;
        for (int r = 0; r < rank; r++)
        {
            long value = (sum[r] * multiplier + half) >> shift;
            user[r] = value > FactorsLoader.MaxUser ? FactorsLoader.MaxUser : value < -FactorsLoader.MaxUser ? -FactorsLoader.MaxUser : (int)value;
        }
    }

    // AddDots of the usual rank for hundreds of products: with the shopper's vector in locals an element costs a third less.
    private static void AddDots16(sbyte[] vectors, short[] multiplier, int[] user, int[] scores, int products, int shift)
    {
        long half = (1L << shift) >> 1;
        int u0 = user[0];
        int u1 = user[1];
        int u2 = user[2];
        int u3 = user[3];
        int u4 = user[4];
        int u5 = user[5];
        int u6 = user[6];
        int u7 = user[7];
        int u8 = user[8];
        int u9 = user[9];
        int u10 = user[10];
        int u11 = user[11];
        int u12 = user[12];
        int u13 = user[13];
        int u14 = user[14];
        int u15 = user[15];
        int at = 0;
        for (int p = 0; p < products; p++)
        {
            int dot = vectors[at] * u0 + vectors[at + 1] * u1 + vectors[at + 2] * u2 + vectors[at + 3] * u3
                + vectors[at + 4] * u4 + vectors[at + 5] * u5 + vectors[at + 6] * u6 + vectors[at + 7] * u7
                + vectors[at + 8] * u8 + vectors[at + 9] * u9 + vectors[at + 10] * u10 + vectors[at + 11] * u11
                + vectors[at + 12] * u12 + vectors[at + 13] * u13 + vectors[at + 14] * u14 + vectors[at + 15] * u15;
            at += 16;
            scores[p] += (int)(((long)dot * multiplier[p] + half) >> shift);
        }
    }

    private static void AddDots(sbyte[] vectors, short[] multiplier, int[] user, int[] scores, int products, int rank, int shift)
    {
        long half = (1L << shift) >> 1;
        int whole = rank & ~7;
        int at = 0;
        for (int p = 0; p < products; p++)
        {
            int dot = 0;
            for (int r = 0; r < whole; r += 8)
            {
                dot += vectors[at] * user[r] + vectors[at + 1] * user[r + 1] + vectors[at + 2] * user[r + 2] + vectors[at + 3] * user[r + 3]
                    + vectors[at + 4] * user[r + 4] + vectors[at + 5] * user[r + 5] + vectors[at + 6] * user[r + 6] + vectors[at + 7] * user[r + 7];
                at += 8;
            }

            if (whole != rank)
            {
                dot += vectors[at] * user[whole] + vectors[at + 1] * user[whole + 1] + vectors[at + 2] * user[whole + 2] + vectors[at + 3] * user[whole + 3];
                at += 4;
            }

            scores[p] += (int)(((long)dot * multiplier[p] + half) >> shift);
        }
    }
}
