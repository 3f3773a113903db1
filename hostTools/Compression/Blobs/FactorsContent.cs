namespace Endcap.Compression.Blobs;

/// <summary>The Factors section: a two-tower recommender.</summary>
/// <param name="Start">[element]: where the shopper's vector begins; its length, the rank, is 4, 8 … 64.</param>
/// <param name="Used">Shared features of the shopper's tower, ascending.</param>
/// <param name="TowerShift">[used feature]: its columns count 2^shift, 0…7.</param>
/// <param name="Tower">[column · rank + element]; a column for each bin of each used feature.</param>
/// <param name="UserMultiplier">0…65535.</param>
/// <param name="UserShift">0…31: the vector is floor((sum · UserMultiplier + 2^(UserShift − 1)) / 2^UserShift), within ±32767.</param>
/// <param name="ProductMultiplier">[product]: 0…32767.</param>
/// <param name="ProductShift">0…40: a score gets floor((dot · multiplier + 2^(ProductShift − 1)) / 2^ProductShift).</param>
/// <param name="Products">[product · rank + element].</param>
/// <param name="History">What products bought before add to the shopper's vector, or null.</param>
public sealed record FactorsContent(short[] Start, byte[] Used, byte[] TowerShift, WeightsContent Tower, int UserMultiplier, int UserShift,
    short[] ProductMultiplier, int ProductShift, WeightsContent Products, FactorHistory? History);

/// <summary>
/// Adds floor((Σ weight · multiplier · vector · norm + 2^15) / 2^16) over the listed products whose weight and multiplier are not 0;
/// the norm is that of their number, or the last.
/// </summary>
/// <param name="Feature">Affinity feature that weighs, from 0.</param>
/// <param name="Weight">[bin]: 0 for the rest bin.</param>
/// <param name="Norms">[number of products − 1]: 0…65535; 1…64 of them.</param>
/// <param name="Multiplier">[product]: 0…255.</param>
/// <param name="Vectors">[product · rank + element]; null: the products' own.</param>
public sealed record FactorHistory(int Feature, sbyte[] Weight, ushort[] Norms, byte[] Multiplier, WeightsContent? Vectors);
