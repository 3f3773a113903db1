namespace Endcap.Kernel;

/// <summary>
/// Checks the Dense section and expands its weights for <see cref="DenseKernel"/>: rows are padded to a multiple of four,
/// so that the inner loop can be unrolled. Lives only while a blob is loaded.
/// </summary>
public sealed class DenseLoader
{
    /// <summary>Stage without activation: the last one.</summary>
    public const int Identity = 0;

    /// <summary>Stage that clamps to 0…255.</summary>
    public const int Relu = 1;

    /// <summary>Stage that clamps to −128…127 and looks up one of 256 bytes.</summary>
    public const int Table = 2;

    /// <summary>Units of a layer, at most.</summary>
    public const int MaxUnits = 64;

    /// <summary>Layers after the first, at most.</summary>
    public const int MaxLayers = 3;

    /// <summary>Largest shift of columns.</summary>
    public const int MaxColumnShift = 7;

    /// <summary>Largest shift of a stage.</summary>
    public const int MaxStageShift = 31;

    /// <summary>A network's part of a score stays below this, either sign.</summary>
    public const int MaxContribution = 1 << 26;

    /// <summary>|bias| of a layer, at most: so that sums fit an int.</summary>
    public const int MaxBias = 1 << 24;

    private readonly LoadedShelf _shelf;
    private readonly DenseNet _net = new DenseNet();
    private int _at;

    private DenseLoader(LoadedShelf shelf)
    {
        _shelf = shelf;
        _at = shelf.DenseAt;
    }

    /// <summary>Checks and expands; a shelf without the section has no network.</summary>
    /// <returns>A <see cref="BlobFault"/>.</returns>
    public static int Load(LoadedShelf shelf, int heapLimit)
    {
        shelf.Dense = null;
        if (shelf.DenseAt == 0) return BlobFault.None;
        DenseLoader loader = new DenseLoader(shelf);
        int fault = loader.ReadShape();
        if (fault != BlobFault.None) return fault;
        int columns = loader.CountColumns();
        loader.Measure(columns);
        if (shelf.HeapBytes > heapLimit) return BlobFault.TooMuchMemory;
        loader.Allocate(columns);
        fault = loader.ReadFirst();
        for (int layer = 0; layer < loader._net.Layers && fault == BlobFault.None; layer++) fault = loader.ReadLayer(layer);
        if (fault != BlobFault.None) return fault;
        if (loader._at != shelf.DenseEnd) return BlobFault.TrailingBytes;
        if (!loader.IsBounded()) return BlobFault.ScoreOverflow;
        shelf.Dense = loader._net;
        return BlobFault.None;
    }

    /// <summary>What a model's object and the heap blocks around its arrays take at most, beside the arrays' elements.</summary>
    public const int ObjectBytes = 560;

    // Units, layers, their widths, and which features the first layer reads.
    private int ReadShape()
    {
        byte[] blob = _shelf.Blob;
        int end = _shelf.DenseEnd;
        if (end - _at < 2) return BlobFault.SectionTruncated;
        int units = blob[_at];
        int layers = blob[_at + 1];
        _at += 2;
        if (units == 0 || units > MaxUnits || layers == 0 || layers > MaxLayers) return BlobFault.BadDense;
        int features = _shelf.SharedCount + _shelf.AffinityCount;
        if (end - _at < layers + ((features + 7) >> 3)) return BlobFault.SectionTruncated;
        byte[] width = new byte[layers + 1];
        width[0] = (byte)units;
        for (int layer = 1; layer <= layers; layer++)
        {
            width[layer] = blob[_at++];
            if (width[layer] == 0 || width[layer] > MaxUnits) return BlobFault.BadDense;
        }

        if (width[layers] != 1) return BlobFault.BadDense;
        _net.Units = units;
        _net.Layers = layers;
        _net.Width = width;
        _net.Used = FeatureSet(blob, _at, features);
        _at += (features + 7) >> 3;
        return _net.Used == null ? BlobFault.BadDense : BlobFault.None;
    }

    /// <summary>The features of a bitmap, ascending; null when a spare bit is set.</summary>
    public static byte[] FeatureSet(byte[] blob, int at, int features)
    {
        if ((features & 7) != 0 && blob[at + (features >> 3)] >> (features & 7) != 0) return null;
        int used = 0;
        for (int f = 0; f < features; f++) used += (blob[at + (f >> 3)] >> (f & 7)) & 1;
        byte[] list = new byte[used];
        used = 0;
        for (int f = 0; f < features; f++)
            if (((blob[at + (f >> 3)] >> (f & 7)) & 1) != 0) list[used++] = (byte)f;
        return list;
    }

    private int CountColumns()
    {
        int columns = 0;
        for (int u = 0; u < _net.Used.Length; u++)
            columns += _shelf.Radix[_net.Used[u]] - (_net.Used[u] < _shelf.SharedCount ? 0 : 1);
        return columns;
    }

    private void Measure(int columns)
    {
        int units = _net.Units;
        int used = _net.Used.Length;
        int bytes = 2 * used + 4 * BlobLayout.MaxRadix * used + columns * units + 2 * _shelf.ProductCount * units + 12 * (MaxUnits + 4);
        for (int layer = 0; layer < _net.Layers; layer++) bytes += _net.Width[layer + 1] * (4 + ((_net.Width[layer] + 3) & ~3));
        _shelf.HeapBytes += ObjectBytes + bytes + 13 * (_net.Layers + 1);
    }

    private void Allocate(int columns)
    {
        int weights = 0;
        int biases = 0;
        for (int layer = 0; layer < _net.Layers; layer++)
        {
            biases += _net.Width[layer + 1];
            weights += _net.Width[layer + 1] * ((_net.Width[layer] + 3) & ~3);
        }

        _net.ColumnShift = new byte[_net.Used.Length];
        _net.ColumnAt = new int[BlobLayout.MaxRadix * _net.Used.Length];
        _net.Columns = new sbyte[columns * _net.Units];
        _net.Bias = new short[_shelf.ProductCount * _net.Units];
        _net.Weights = new sbyte[weights];
        _net.LayerBias = new int[biases];
        _net.Multiplier = new int[_net.Layers + 1];
        _net.StageShift = new int[_net.Layers + 1];
        _net.TableAt = new int[_net.Layers + 1];
        _net.SharedSums = new int[MaxUnits + 4];
        _net.Input = new int[MaxUnits + 4];
        _net.Output = new int[MaxUnits + 4];
    }

    // The first layer: shifts, columns, biases and its stage.
    private int ReadFirst()
    {
        byte[] blob = _shelf.Blob;
        int end = _shelf.DenseEnd;
        int units = _net.Units;
        int column = 0;
        if (end - _at < _net.Used.Length) return BlobFault.SectionTruncated;
        for (int u = 0; u < _net.Used.Length; u++)
        {
            int feature = _net.Used[u];
            int rest = feature < _shelf.SharedCount ? -1 : _shelf.Rest[feature - _shelf.SharedCount];
            for (int bin = 0; bin < _shelf.Radix[feature]; bin++)
                _net.ColumnAt[u * BlobLayout.MaxRadix + bin] = bin == rest ? -1 : column++ * units;
            if (blob[_at] > MaxColumnShift) return BlobFault.BadDense;
            _net.ColumnShift[u] = blob[_at++];
        }

        _at = WeightBlock.Expand(blob, _at, end, _net.Columns, 0, column * units, units, 0);
        if (_at < 0) return BlobFault.BadWeights;
        short[] bias = _net.Bias;
        if (end - _at < 2 * bias.Length) return BlobFault.SectionTruncated;
        for (int i = 0; i < bias.Length; i++)
        {
            bias[i] = (short)BlobLayout.I16(blob, _at);
            _at += 2;
        }

        return ReadStage(0);
    }

    private int ReadStage(int stage)
    {
        byte[] blob = _shelf.Blob;
        if (_shelf.DenseEnd - _at < 4) return BlobFault.SectionTruncated;
        int activation = blob[_at + 3];
        bool last = stage == _net.Layers;
        if (blob[_at + 2] > MaxStageShift || activation > Table || last != (activation == Identity)) return BlobFault.BadDense;
        _net.Multiplier[stage] = BlobLayout.U16(blob, _at);
        _net.StageShift[stage] = blob[_at + 2];
        _at += 4;
        if (activation != Table) return BlobFault.None;
        if (_shelf.DenseEnd - _at < 256) return BlobFault.SectionTruncated;
        _net.TableAt[stage] = _at;
        _at += 256;
        return BlobFault.None;
    }

    private int ReadLayer(int layer)
    {
        byte[] blob = _shelf.Blob;
        int width = _net.Width[layer + 1];
        int inputs = _net.Width[layer];
        int stride = (inputs + 3) & ~3;
        int biasAt = 0;
        int weightAt = 0;
        for (int before = 0; before < layer; before++)
        {
            biasAt += _net.Width[before + 1];
            weightAt += _net.Width[before + 1] * ((_net.Width[before] + 3) & ~3);
        }

        if (_shelf.DenseEnd - _at < 4 * width) return BlobFault.SectionTruncated;
        for (int o = 0; o < width; o++)
        {
            int value = BlobLayout.I32(blob, _at);
            if (value > MaxBias || value < -MaxBias) return BlobFault.BadDense;
            _net.LayerBias[biasAt + o] = value;
            _at += 4;
        }

        _at = WeightBlock.Expand(blob, _at, _shelf.DenseEnd, _net.Weights, weightAt, width * inputs, inputs, stride - inputs);
        return _at < 0 ? BlobFault.BadWeights : ReadStage(layer + 1);
    }

    // Inputs of the last layer are 0…255, so its sum is at most |bias| + 255 · Σ|weight|.
    private bool IsBounded()
    {
        int layers = _net.Layers;
        int bias = _net.LayerBias[_net.LayerBias.Length - 1];
        int most = bias < 0 ? -bias : bias;
        sbyte[] weights = _net.Weights;
        for (int i = weights.Length - ((_net.Width[layers - 1] + 3) & ~3); i < weights.Length; i++)
            most += 255 * (weights[i] < 0 ? -weights[i] : weights[i]);
        return ((long)most * _net.Multiplier[layers]) >> _net.StageShift[layers] < MaxContribution;
    }
}
