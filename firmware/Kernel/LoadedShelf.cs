namespace Endcap.Kernel;

/// <summary>
/// A loaded shelf: what <see cref="BlobReader"/> found in a blob, and the arrays that the kernels run on.
/// Fields, not properties, and arrays of numbers, not objects: on the device a property costs four times a field,
/// and every field of an object takes a heap block of its own.
/// "Shared" features are those with one value for the whole shelf: shopper and context features.
/// </summary>
public sealed class LoadedShelf
{
    /// <summary>The blob itself; sections are read in place. With <see cref="Texts"/>, without the sections that stay there.</summary>
    public byte[] Blob;

    /// <summary>
    /// Where a catalogue's Products and Prices sections stay, as <see cref="CatalogueReader"/> leaves them: their offsets below
    /// are the source's then. Null where they stand in <see cref="Blob"/>.
    /// </summary>
    public BlobSource Texts;

    /// <summary>Length of <see cref="Blob"/> in bytes.</summary>
    public int Length;

    /// <summary>Bytes of all arrays below and of the models; what a caller's heap limit is compared with.</summary>
    public int HeapBytes;

    /// <summary>Id of the schema that profiles must follow.</summary>
    public uint SchemaId;

    /// <summary>Version of the model, counted by who builds it.</summary>
    public uint ModelVersion;

    /// <summary>Number of products, 1…255, of a catalogue 1…4095.</summary>
    public int ProductCount;

    /// <summary>Bytes of a product's number in a profile: 1, or 2 for a catalogue.</summary>
    public int NumberBytes;

    /// <summary>Number of shopper and context features.</summary>
    public int SharedCount;

    /// <summary>Number of affinity features.</summary>
    public int AffinityCount;

    /// <summary>Number of item features that residual trees test.</summary>
    public int ItemCount;

    /// <summary>[shared + affinity]: number of bins, 1…16.</summary>
    public byte[] Radix;

    /// <summary>[shared + affinity]: 0 shopper, 1 context, 2 affinity.</summary>
    public byte[] Scope;

    /// <summary>[affinity]: the bin of a product that a profile does not list.</summary>
    public byte[] Rest;

    /// <summary>Offset of the base scores (products × i16).</summary>
    public int BaseAt;

    /// <summary>Offset of the Tables content, 0 where there is none.</summary>
    public int TablesAt;

    /// <summary>End of the Tables content.</summary>
    public int TablesEnd;

    /// <summary>Offset of the Trees content, 0 where there is none.</summary>
    public int TreesAt;

    /// <summary>End of the Trees content.</summary>
    public int TreesEnd;

    /// <summary>Offset of the Dense content, 0 where there is none.</summary>
    public int DenseAt;

    /// <summary>End of the Dense content.</summary>
    public int DenseEnd;

    /// <summary>Offset of the Factors content, 0 where there is none.</summary>
    public int FactorsAt;

    /// <summary>End of the Factors content.</summary>
    public int FactorsEnd;

    /// <summary>Offset of the Products content, 0 where there is none.</summary>
    public int ProductsAt;

    /// <summary>End of the Products content.</summary>
    public int ProductsEnd;

    /// <summary>Offset of the Features content, 0 where there is none.</summary>
    public int FeaturesAt;

    /// <summary>End of the Features content.</summary>
    public int FeaturesEnd;

    /// <summary>Offset of the Numbers content, 0 where there is none.</summary>
    public int NumbersAt;

    /// <summary>End of the Numbers content.</summary>
    public int NumbersEnd;

    /// <summary>Offset of the Prices content, 0 where there is none.</summary>
    public int PricesAt;

    /// <summary>End of the Prices content.</summary>
    public int PricesEnd;

    // ---- tables kernel: shared part. One long holds the scores of several products side by side ("lanes").

    /// <summary>Bits of a lane: 12, 16, 21 or 32.</summary>
    public int LaneBits;

    /// <summary>Lanes in a long: 5, 4, 3 or 2.</summary>
    public int LanesPerWord;

    /// <summary>Longs that hold one lane per product.</summary>
    public int Words;

    /// <summary>Cells of all grids and the zero cell 0; word w of cell c is Lanes[w · Cells + c].</summary>
    public int Cells;

    /// <summary>[word · Cells + cell].</summary>
    public long[] Lanes;

    /// <summary>[word]: base scores and bias, where the sum begins.</summary>
    public long[] Start;

    /// <summary>Added to every score so that no lane is negative.</summary>
    public int Bias;

    /// <summary>Number of grids.</summary>
    public int GridCount;

    /// <summary>[grid]: index after the grid's last slot. A slot is one feature of one grid.</summary>
    public byte[] GridEnd;

    /// <summary>[slot]: feature.</summary>
    public byte[] SlotFeature;

    /// <summary>[slot · 16 + bin]: what the bin adds to the cell number.</summary>
    public short[] SlotMap;

    /// <summary>Scratch, [grid, padded to a multiple of 4]: cell numbers; the padding stays at the zero cell.</summary>
    public int[] CellOfGrid;

    // ---- tables kernel: affinity part. A listed product adds the difference to the rest bins.

    /// <summary>[affinity · 16 + bin]: start of the row in <see cref="Deltas"/> for product 0, or −1 for the rest row.</summary>
    public int[] RowOfBin;

    /// <summary>[affinity]: deltas from one product to the next.</summary>
    public int[] ProductStride;

    /// <summary>[affinity]: first segment; each affinity's segments are padded to a multiple of 4.</summary>
    public int[] SegmentStart;

    /// <summary>[affinity]: after the last real segment.</summary>
    public int[] SegmentEnd;

    /// <summary>[segment]: the shared feature that picks the cell; 0 for a single-feature table.</summary>
    public byte[] SegmentFeature;

    /// <summary>[segment · 16 + bin]: offset in the row.</summary>
    public short[] SegmentMap;

    /// <summary>Scratch, [segment]: offset in the row for the present profile; padding stays 0, the row's zero cell.</summary>
    public int[] SegmentCell;

    /// <summary>Rows of deltas: cell 0 of each row is zero.</summary>
    public short[] Deltas;

    /// <summary>Number of tables over two affinity features.</summary>
    public int PairCount;

    /// <summary>[pair · 2 + side]: affinity feature, 0 … AffinityCount − 1.</summary>
    public byte[] PairFeature;

    /// <summary>[(pair · 2 + side) · 16 + bin]: offset in the product's cells.</summary>
    public int[] PairMap;

    /// <summary>[pair]: cells from one product to the next.</summary>
    public int[] PairStride;

    /// <summary>Cells of the tables over two affinity features, minus their rest cell.</summary>
    public short[] PairCells;

    // ---- trees kernel

    /// <summary>Number of residual trees.</summary>
    public int TreeCount;

    /// <summary>[tree]: offset of the first node.</summary>
    public int[] TreeAt;

    /// <summary>[tree]: product, or 255 for all.</summary>
    public byte[] TreeProduct;

    /// <summary>[tree]: shift of the leaf values.</summary>
    public byte[] TreeShift;

    /// <summary>Scratch, [shared + affinity + item]: the bins that trees see.</summary>
    public byte[] TreeBins;

    // ---- kernels of their own

    /// <summary>The dense network, or null.</summary>
    public DenseNet Dense;

    /// <summary>The two-tower recommender, or null.</summary>
    public FactorModel Factors;

    // ---- results

    /// <summary>[product, padded to whole words]: integer score plus <see cref="Bias"/>.</summary>
    public int[] Scores;

    /// <summary>[rank]: score · 65536 + (65535 − product), best first; written by <see cref="TopK"/>.</summary>
    public long[] Keys;
}
