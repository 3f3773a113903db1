using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Factors;
using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.LowRank;

namespace Endcap.Compression.Specialisation.LowRank;

/// <summary>
/// A department of trees or of a linear model as a two-tower model: the matrix of cells × products (<see cref="DepartmentTables"/>),
/// each row weighed by the root of how often it is looked up, is cut by SVD to U Σ Vᵀ. The cells of the shopper's tower are the
/// matrix times V/√Σ, the product vectors V√Σ. Differences of two products' scores are kept; what all get alike is left out.
/// </summary>
/// <param name="Model">The two towers; without a history.</param>
/// <param name="Tables">What they stand for.</param>
/// <param name="Spectrum">[element]: share of the energy of the one-feature tables, falling; all of them.</param>
/// <param name="EnergyKept">Share of the energy of all tables, those over two features included, that the model keeps.</param>
/// <param name="PairShare">Share that tables over two features have beyond sums of one-feature tables; no rank can keep it.</param>
public sealed record LowRankDepartment(TwoTowerModel Model, DepartmentTables Tables, double[] Spectrum, double EnergyKept, double PairShare)
{
    /// <summary>Factors a department. Errors: E239, E249, E254.</summary>
    /// <param name="model">Trees, or a linear model.</param>
    /// <param name="shelf">Its products, 2 to 4,095.</param>
    /// <param name="rank">Elements of a vector: 4, 8 … 64.</param>
    /// <param name="weights">[run-time number][bin]: how often each bin occurs, in shares; see <see cref="BinShares"/>.</param>
    /// <param name="file">The model's name, for messages.</param>
    public static LowRankDepartment Of(TreeEnsemble model, Shelf shelf, int rank, IReadOnlyList<double[]> weights, string file)
    {
        if (rank is < TwoTowerModel.RankStep or > TwoTowerModel.MostRank || rank % TwoTowerModel.RankStep != 0) throw Catalogue.BadRank("--rank", rank);
        var tables = new DepartmentTables(model, shelf, weights, file);
        int products = shelf.Products.Count, cells = tables.ColumnAt[^1];
        if (cells == 0 || tables.Cells.All(cell => Math.Abs(cell) < 1e-12)) throw Catalogue.NothingToFactor(file, products);
        double[] share = tables.CellWeights;
        TruncatedSvd svd = TruncatedSvd.Of(new Matrix(cells, products, [.. tables.Cells.Select((cell, i) => (float)(cell * Math.Sqrt(share[i / products])))]));
        int used = Math.Min(rank, svd.SingularValues.Count(value => value > 1e-6 * svd.SingularValues[0]));
        LowRankFactors factors = svd.Factors(used);
        double[] tower = new double[cells * rank], vectors = new double[products * rank];
        for (int k = 0; k < used; k++)
            for (int p = 0; p < products; p++)
            {
                vectors[p * rank + k] = factors.Right[k, p];
                for (int cell = 0; cell < cells; cell++) tower[cell * rank + k] += tables.Cells[cell * products + p] * factors.Right[k, p] / svd.SingularValues[k];
            }

        double all = svd.TailEnergy(0), pairs = tables.PairEnergy;
        return new LowRankDepartment(ToModel(model.Schema, shelf, tables, rank, tower, vectors), tables,
            [.. svd.SingularValues.Select(value => value * value / all)], (all - svd.TailEnergy(used)) / (all + pairs), pairs / (all + pairs));
    }

    /// <summary>[run-time number][bin]: shares of a data set's rows, one added to each bin; without data those of training, or all alike.</summary>
    public static IReadOnlyList<double[]> BinShares(TreeEnsemble model, BinnedDataset? data)
    {
        var features = new RuntimeFeatures(model.Schema);
        return [.. features.SchemaIndex.Select((index, number) =>
        {
            double[] counts = [.. Enumerable.Repeat(1.0, features.Radix[number])];
            if (data is not null)
                foreach (byte bin in data.Columns[index]) counts[bin]++;
            else if (model.BinCounts is { } trained)
                for (int bin = 0; bin < counts.Length; bin++) counts[bin] += trained[index][bin];
            return counts.Select(count => count / counts.Sum()).ToArray();
        })];
    }

    private static TwoTowerModel ToModel(Schema schema, Shelf shelf, DepartmentTables tables, int rank, double[] tower, double[] vectors)
    {
        Feature[] shared = [.. schema.Features.Where(feature => feature.Scope is FeatureScope.Shopper or FeatureScope.Context)];
        // Features that no product depends on need no bytes.
        int[] used = [.. Enumerable.Range(0, shared.Length).Where(f => Columns(f).Any(value => value != 0))];
        return new TwoTowerModel
        {
            Method = "low rank",
            Schema = new Schema(Unused("sku"), Unused("basket"), [], [.. used.Select(f => shared[f]), new Feature(Unused("bought"), FeatureScope.Affinity, FeatureKind.Flag, [0.5], [], false)]),
            Rank = rank,
            Products = [.. shelf.Products.Select((product, p) => new FactorProduct(product.Sku, product.Name, 0, tables.Base[p]))],
            Start = new double[rank],
            Tower = [.. used.SelectMany(Columns)],
            ProductVectors = vectors,
            HistoryVectors = new double[vectors.Length],
            HistoryExponent = 0,
            Norms = 1,
        };

        string Unused(string name) => shared.Any(feature => feature.Name == name) ? Unused(name + "_") : name;

        double[] Columns(int f) => tower[(tables.ColumnAt[f] * rank)..(tables.ColumnAt[f + 1] * rank)];
    }
}
