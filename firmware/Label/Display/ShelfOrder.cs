namespace Endcap.Label.Display;

/// <summary>Finds products in a content's shelf order. SKUs are compared byte by byte; nothing is allocated.</summary>
public static class ShelfOrder
{
    /// <summary>Where a product stands, seen from the label.</summary>
    /// <param name="content">Its own SKU and shelf order; either may be empty.</param>
    /// <param name="bytes">Holds the product's SKU, such as a blob.</param>
    /// <param name="at">Offset of the SKU's first byte (a blob's text has its length before it).</param>
    /// <param name="count">Length of the SKU, bytes.</param>
    /// <returns>None where the shelf order lacks one of the two.</returns>
    public static ProductPlace Place(LabelContent content, byte[] bytes, int at, int count)
    {
        byte[] own = content.OwnSku, order = content.ShelfOrder;
        if (own.Length == 0) return ProductPlace.None;
        if (AreEqual(own, 0, own.Length, bytes, at, count)) return ProductPlace.Here;
        int here = Find(order, own, 0, own.Length), there = Find(order, bytes, at, count);
        if (here < 0 || there < 0) return ProductPlace.None;
        return there < here ? ProductPlace.Left : ProductPlace.Right;
    }

    // The offset of a SKU in the order, or −1.
    private static int Find(byte[] order, byte[] bytes, int at, int count)
    {
        for (int i = 0; i < order.Length; i += 1 + order[i])
        {
            if (i + order[i] < order.Length && AreEqual(order, i + 1, order[i], bytes, at, count)) return i;
        }

        return -1;
    }

    private static bool AreEqual(byte[] a, int atA, int countA, byte[] b, int atB, int countB)
    {
        if (countA != countB) return false;
        for (int i = 0; i < countA; i++)
        {
            if (a[atA + i] != b[atB + i]) return false;
        }

        return true;
    }
}
