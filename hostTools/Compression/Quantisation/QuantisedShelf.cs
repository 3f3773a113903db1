using Endcap.Compression.Blobs;

namespace Endcap.Compression.Quantisation;

/// <summary>All products of a shelf at one scale.</summary>
/// <param name="Step">Value of one integer step.</param>
/// <param name="Products">[product]: base (trees' centres included) and tables.</param>
/// <param name="Trees">Residual trees.</param>
/// <param name="TreeCentres">[product]: the part of the base that belongs to trees.</param>
/// <param name="TreeError">[product]: bound of the trees' rounding errors.</param>
public sealed record QuantisedShelf(float Step, QuantisedProduct[] Products, IReadOnlyList<BlobTree> Trees, long[] TreeCentres, double[] TreeError);
