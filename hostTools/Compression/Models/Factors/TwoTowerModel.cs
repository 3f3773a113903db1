using Endcap.Compression.Datasets;

namespace Endcap.Compression.Models.Factors;

/// <summary>
/// Two towers in floating point. With h bought products of which c are known, the shopper's vector is
/// u = start + Σ tower(f, bin(f)) + norm(c) · Σ history(q), and score(p) = base(p) + u · product(p).
/// All families of factors end in this form: what was trained decides only where the vectors come from.
/// </summary>
public sealed record TwoTowerModel
{
    /// <summary>Largest element of a vector and base score, either sign: far beyond what training gives.</summary>
    public const double MostValue = 1e9;

    /// <summary>Ranks are multiples of this.</summary>
    public const int RankStep = 4;

    /// <summary>Largest rank.</summary>
    public const int MostRank = 64;

    /// <summary>Most bought products that <see cref="Norm"/> tells apart.</summary>
    public const int MostNorms = 64;

    /// <summary>Which training it comes from, for people.</summary>
    public required string Method { get; init; }

    /// <summary>Shopper and context features of the tower, then the affinity flag that marks bought products.</summary>
    public required Schema Schema { get; init; }

    /// <summary>Elements of a vector: 4, 8 … 64.</summary>
    public required int Rank { get; init; }

    /// <summary>[product].</summary>
    public required IReadOnlyList<FactorProduct> Products { get; init; }

    /// <summary>[element]: the vector of a shopper of whom nothing is known.</summary>
    public required double[] Start { get; init; }

    /// <summary>[column · rank + element]: a column for each bin of each shared feature, in order.</summary>
    public required double[] Tower { get; init; }

    /// <summary>[product · rank + element].</summary>
    public required double[] ProductVectors { get; init; }

    /// <summary>[product · rank + element]: what a bought product says of the shopper; null: its product vector.</summary>
    public double[]? HistoryVectors { get; init; }

    /// <summary>norm(c) = min(c, Norms)^−exponent: 0 the sum of a history, 1 its mean.</summary>
    public required double HistoryExponent { get; init; }

    /// <summary>Sizes of a history that have a norm of their own, 1 … 64.</summary>
    public required int Norms { get; init; }

    /// <summary>How a compressed model becomes integers; null: 8 bits, as it was trained.</summary>
    public FactorCoding? Coding { get; init; }

    /// <summary>The history's vectors, which may be the products'.</summary>
    public double[] Past => HistoryVectors ?? ProductVectors;

    /// <summary>Whether bought products say anything of the shopper.</summary>
    public bool HasHistory => Past.Any(value => value != 0);

    /// <summary>Shopper and context features.</summary>
    public IEnumerable<Feature> SharedFeatures => Schema.Features.Where(feature => feature.Scope != FeatureScope.Affinity);

    /// <summary>Numbers that the model has, of 4 bytes each as float32.</summary>
    public int FloatBytes => 4 * (Products.Count + Start.Length + Tower.Length + ProductVectors.Length + (HistoryVectors?.Length ?? 0));

    /// <summary>What the sum of c vectors is multiplied with.</summary>
    public double Norm(int count) => Math.Pow(Math.Min(count, Norms), -HistoryExponent);

    /// <summary>A shopper's vector.</summary>
    /// <param name="bins">[shared feature].</param>
    /// <param name="history">Products bought before, distinct.</param>
    public double[] User(ReadOnlySpan<byte> bins, ReadOnlySpan<int> history)
    {
        double[] user = [.. Start];
        int column = 0, f = 0;
        foreach (Feature feature in SharedFeatures)
        {
            Add(user, Tower, column + bins[f++], 1);
            column += feature.BinCount;
        }

        foreach (int product in history) Add(user, Past, product, Norm(history.Length));
        return user;
    }

    /// <summary>[product]: scores for a shopper's vector.</summary>
    public double[] Scores(double[] user)
    {
        double[] scores = new double[Products.Count];
        for (int p = 0; p < scores.Length; p++)
        {
            double score = Products[p].Base;
            for (int r = 0, at = p * Rank; r < Rank; r++) score += user[r] * ProductVectors[at++];
            scores[p] = score;
        }

        return scores;
    }

    private void Add(double[] user, double[] vectors, int row, double weight)
    {
        for (int r = 0, at = row * Rank; r < Rank; r++) user[r] += weight * vectors[at++];
    }
}

/// <summary>A product of a two-tower model.</summary>
/// <param name="Sku">The retailer's key.</param>
/// <param name="Name">For people.</param>
/// <param name="Count">How many baskets of the training data had it.</param>
/// <param name="Base">What it scores for everyone.</param>
public sealed record FactorProduct(string Sku, string Name, int Count, double Base);
