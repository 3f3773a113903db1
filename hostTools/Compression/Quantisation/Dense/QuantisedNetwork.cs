using Endcap.Compression.Blobs;

namespace Endcap.Compression.Quantisation.Dense;

/// <summary>A shelf's network in integers.</summary>
/// <param name="Content">For the blob.</param>
/// <param name="Grids">What its integers stand for.</param>
/// <param name="Columns">[run-time feature][bin · units + unit]: codes; 0 for the rest bin.</param>
/// <param name="ScoreStep">Value of one step of its score; integer score 0 is 0.</param>
public sealed record QuantisedNetwork(DenseContent Content, DenseGrids Grids, sbyte[][] Columns, double ScoreStep);
