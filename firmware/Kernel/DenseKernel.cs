namespace Endcap.Kernel;

/// <summary>
/// A small dense network: adds its output to the score of every product. Inputs are bins, so the first layer is a sum of
/// int8 columns: the shared ones once, the affinity ones of listed products only; everything else is in a product's bias.
/// The inner loop takes four weights at a time; padding is zero.
/// </summary>
public static class DenseKernel
{
    /// <summary>Adds to <see cref="LoadedShelf.Scores"/>. Parameters as in <see cref="Ranker.Rank"/>.</summary>
    public static void Add(LoadedShelf shelf, byte[] shared, byte[] listed, int listedCount)
    {
        DenseNet net = shelf.Dense;
        int units = net.Units;
        int[] sums = net.SharedSums;
        int[] x = net.Input;
        byte[] used = net.Used;
        int[] scores = shelf.Scores;
        int products = shelf.ProductCount;
        int numberBytes = shelf.NumberBytes;
        int step = numberBytes + shelf.AffinityCount;
        int binAt = numberBytes - shelf.SharedCount;
        int next = 0;
        int nextEnd = listedCount * step;
        int ownFrom = 0;
        for (; ownFrom < used.Length && used[ownFrom] < shelf.SharedCount; ownFrom++)
            AddColumn(sums, net.Columns, net.ColumnAt[(ownFrom << 4) + shared[used[ownFrom]]], net.ColumnShift[ownFrom], units);
        for (int p = 0; p < products; p++)
        {
            AddBias(sums, net.Bias, x, p * units, units);
            if (next < nextEnd && listed[next] + (numberBytes == 1 ? 0 : listed[next + 1] << 8) == p)
            {
                for (int u = ownFrom; u < used.Length; u++)
                {
                    int column = net.ColumnAt[(u << 4) + listed[next + binAt + used[u]]];
                    if (column >= 0) AddColumn(x, net.Columns, column, net.ColumnShift[u], units);
                }

                next += step;
            }

            scores[p] += Forward(net, shelf.Blob, x, net.Output);
        }

        Forget(sums);
        Forget(x);
        Forget(net.Output);
    }

    /// <summary>Adds a column, shifted, to sums.</summary>
    /// <param name="sums">[unit].</param>
    /// <param name="columns">Columns, a unit after the other.</param>
    /// <param name="at">Where the column begins.</param>
    /// <param name="shift">It counts 2^shift.</param>
    /// <param name="units">Its length.</param>
    public static void AddColumn(int[] sums, sbyte[] columns, int at, int shift, int units)
    {
        for (int h = 0; h < units; h++) sums[h] += columns[at++] << shift;
    }

    private static void AddBias(int[] sums, short[] bias, int[] into, int at, int units)
    {
        for (int h = 0; h < units; h++) into[h] = sums[h] + bias[at++];
    }

    // "x" holds the first layer's sums, then the inputs of each layer; "y" its sums.
    private static int Forward(DenseNet net, byte[] blob, int[] x, int[] y)
    {
        int layers = net.Layers;
        int biasAt = 0;
        int weightAt = 0;
        for (int layer = 0; layer < layers; layer++)
        {
            int inputs = net.Width[layer];
            int outputs = net.Width[layer + 1];
            Activate(x, inputs, net.Multiplier[layer], net.StageShift[layer], net.TableAt[layer], blob);
            inputs = (inputs + 3) & ~3;
            Multiply(net.Weights, net.LayerBias, x, y, inputs, weightAt, biasAt, outputs);
            weightAt += inputs * outputs;
            biasAt += outputs;
            int[] other = x;
            x = y;
            y = other;
        }

        int shift = net.StageShift[layers];
        return (int)(((long)x[0] * net.Multiplier[layers] + ((1L << shift) >> 1)) >> shift);
    }

    // floor((sum · multiplier + 2^(shift − 1)) / 2^shift), then the activation; the padding after the last unit becomes 0.
    private static void Activate(int[] x, int width, long multiplier, int shift, int table, byte[] blob)
    {
        long half = (1L << shift) >> 1;
        int h = 0;
        for (; h < width; h++)
        {
            long value = (x[h] * multiplier + half) >> shift;
            if (table == 0) x[h] = value < 0 ? 0 : value > 255 ? 255 : (int)value;
            else x[h] = blob[table + 128 + (value < -128 ? -128 : value > 127 ? 127 : (int)value)];
        }

        while ((h & 3) != 0) x[h++] = 0;
    }

    private static void Multiply(sbyte[] weights, int[] bias, int[] x, int[] y, int inputs, int at, int biasAt, int outputs)
    {
        for (int o = 0; o < outputs; o++)
        {
            int sum = bias[biasAt++];
            for (int i = 0; i < inputs; i += 4)
            {
                sum += weights[at] * x[i] + weights[at + 1] * x[i + 1] + weights[at + 2] * x[i + 2] + weights[at + 3] * x[i + 3];
                at += 4;
            }

            y[o] = sum;
        }
    }

    // Sums tell of the shopper as much as the profile does; and the shared ones must begin at 0.
    private static void Forget(int[] sums)
    {
        for (int h = 0; h < sums.Length; h++) sums[h] = 0;
    }
}
