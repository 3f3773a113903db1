namespace Endcap.Kernel;

/// <summary>The best k products, best first; of equal scores the lower product number wins.</summary>
public static class TopK
{
    /// <summary>
    /// Writes the k best of <see cref="LoadedShelf.Scores"/> to <see cref="LoadedShelf.Keys"/>. A key holds score and product in
    /// one long, so that one comparison decides both: score · 65536 + (65535 − product).
    /// </summary>
    /// <param name="shelf">Scores are set.</param>
    /// <param name="k">1 … ProductCount.</param>
    public static void Select(LoadedShelf shelf, int k)
    {
        int[] scores = shelf.Scores;
        long[] keys = shelf.Keys;
        int products = shelf.ProductCount;
        int count = 0;
        long worst = long.MinValue;
        for (int p = 0; p < products; p++)
        {
            long key = ((long)scores[p] << 16) + 65535 - p;
            if (key < worst) continue;
            int at = count;
            if (count < k) count++;
            else at--;
            while (at > 0)
            {
                long before = keys[at - 1];
                if (before > key) break;
                keys[at] = before;
                at--;
            }

            keys[at] = key;
            if (count == k) worst = keys[k - 1];
        }
    }

    /// <summary>The product of a key.</summary>
    public static int Product(long key)
    {
        return 65535 - (int)(key & 0xFFFF);
    }

    /// <summary>The score of a key.</summary>
    public static int Score(long key)
    {
        return (int)(key >> 16);
    }
}
