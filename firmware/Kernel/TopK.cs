namespace Endcap.Kernel;

/// <summary>The best k products, best first; of equal scores the lower product number wins.</summary>
public static class TopK
{
    /// <summary>
    /// Writes the k best products, best first. A key holds score and product in one long, so that one comparison
    /// decides both: score · 65536 + (65535 − product).
    /// </summary>
    /// <param name="scores">[product].</param>
    /// <param name="keys">Receives the keys; at least k long.</param>
    /// <param name="products">Number of products, 1…65535.</param>
    /// <param name="k">1 … products.</param>
    public static void Select(int[] scores, long[] keys, int products, int k)
    {
        int count = 0;
        for (int p = 0; p < products; p++)
        {
            long key = ((long)scores[p] << 16) + (65535 - p);
            if (count < k) count++;
            else if (key < keys[k - 1]) continue;
            int at = count - 1;
            while (at > 0 && keys[at - 1] < key)
            {
                keys[at] = keys[at - 1];
                at--;
            }

            keys[at] = key;
        }
    }

    /// <summary>
    /// Writes the k best products that come after a key, best first: the next part of a ranking. A loop of its own, so that the
    /// common one does without a comparison for each product.
    /// </summary>
    /// <param name="scores">[product].</param>
    /// <param name="keys">Receives the keys; at least k long.</param>
    /// <param name="products">Number of products, 1…65535.</param>
    /// <param name="k">At least 1.</param>
    /// <param name="below">Only keys below this one count.</param>
    /// <returns>How many there are, at most k.</returns>
    public static int SelectBelow(int[] scores, long[] keys, int products, int k, long below)
    {
        int count = 0;
        for (int p = 0; p < products; p++)
        {
            long key = ((long)scores[p] << 16) + (65535 - p);
            if (key >= below) continue;
            if (count < k) count++;
            else if (key < keys[k - 1]) continue;
            int at = count - 1;
            while (at > 0 && keys[at - 1] < key)
            {
                keys[at] = keys[at - 1];
                at--;
            }

            keys[at] = key;
        }

        return count;
    }

    /// <summary>The key of a product.</summary>
    public static long Key(int product, int score)
    {
        return ((long)score << 16) + (65535 - product);
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
