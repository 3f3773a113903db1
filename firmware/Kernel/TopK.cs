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
