using Endcap.Compression.Blobs;
using Endcap.Compression.Models.Factors;
using Endcap.Kernel;

namespace Endcap.Compression.Quantisation.Factors;

/// <summary>A quantised two-tower model: score ≈ Offset + Step · integer score.</summary>
/// <param name="Model">What was quantised.</param>
/// <param name="Content">The Factors section.</param>
/// <param name="Base">[product]: integer base score.</param>
/// <param name="Step">What one step of an integer score is worth.</param>
/// <param name="Offset">The score of integer 0.</param>
/// <param name="Unit">What one step of the sum that becomes the shopper's vector is worth.</param>
/// <param name="UserStep">What one step of the shopper's vector is worth.</param>
public sealed record QuantisedFactors(TwoTowerModel Model, FactorsContent Content, short[] Base, float Step, float Offset, double Unit, double UserStep)
{
    private int Rank => Model.Rank;

    /// <summary>
    /// An upper bound of |score − (Offset + Step · integer)| over all profiles and products. Without rounding at run time the
    /// difference is linear in the history, so for each size the worst history has the products with the largest (or least)
    /// differences; what each rounding can add comes on top.
    /// </summary>
    public double WorstError()
    {
        double worst = 0;
        for (int p = 0; p < Base.Length; p++) worst = Math.Max(worst, WorstError(p));
        return worst;
    }

    /// <summary>What the integers stand for, as a model: its scores differ from the label's by rounding at run time only.</summary>
    public TwoTowerModel Dequantised()
    {
        int[] shifts = [.. Model.SharedFeatures.SelectMany((feature, f) => Enumerable.Repeat((int)Content.TowerShift[f], feature.BinCount))];
        return Model with
        {
            Products = [.. Model.Products.Select((product, p) => product with { Base = Offset + (double)Step * Base[p] })],
            Start = [.. Content.Start.Select(value => value * Unit)],
            Tower = [.. Content.Tower.Values.Select((value, i) => value * Unit * (1 << shifts[i / Rank]))],
            ProductVectors = [.. Content.Products.Values.Select((value, i) => value * ProductScale(i / Rank))],
            HistoryVectors = Content.History is { } history
                ? [.. (history.Vectors ?? Content.Products).Values.Select((value, i) => value * HistoryScale(i / Rank))]
                : new double[Model.Past.Length],
        };
    }

    /// <summary>What one step of a product's values is worth.</summary>
    public double ProductScale(int product) => Step * Content.ProductMultiplier[product] / Math.Pow(2, Content.ProductShift) / UserStep;

    /// <summary>What one step of the values of a product in a history is worth; 0 without a history.</summary>
    public double HistoryScale(int product) => Content.History is { } history ? (double)history.Multiplier[product] * Unit * history.Norms[0] / 65536 : 0;

    private double WorstError(int product)
    {
        double scale = ProductScale(product);
        double[] exact = Model.ProductVectors[(product * Rank)..((product + 1) * Rank)];
        double[] used = [.. Content.Products.Values.Skip(product * Rank).Take(Rank).Select(value => value * scale)];
        double rounding = 0.5 * Step + 0.5 * (UserStep + Unit) * used.Sum(value => Math.Abs(value));
        double low = Offset + (double)Step * Base[product] - Model.Products[product].Base
            + Dot([.. Content.Start.Select(value => value * Unit)], 0, used) - Dot(Model.Start, 0, exact), high = low;
        AddTower(exact, used, ref low, ref high);
        (double least, double greatest) = HistoryRange(exact, used);
        return Math.Max(-(low + least), high + greatest) + rounding;
    }

    private void AddTower(double[] exact, double[] used, ref double low, ref double high)
    {
        int column = 0, f = 0;
        foreach (int bins in Model.SharedFeatures.Select(feature => feature.BinCount))
        {
            double least = double.PositiveInfinity, greatest = double.NegativeInfinity, unit = Unit * (1 << Content.TowerShift[f++]);
            for (int bin = 0; bin < bins; bin++, column++)
            {
                double error = -Dot(Model.Tower, column, exact);
                for (int r = 0; r < Rank; r++) error += unit * Content.Tower.Values[column * Rank + r] * used[r];
                (least, greatest) = (Math.Min(least, error), Math.Max(greatest, error));
            }

            low += least;
            high += greatest;
        }
    }

    private (double Least, double Greatest) HistoryRange(double[] exact, double[] used)
    {
        if (Content.History is not { } history) return (0, 0);
        sbyte[] values = (history.Vectors ?? Content.Products).Values;
        // A norm is rounded, too: the difference is norm · (error) + (integer norm − norm) · (what is used).
        double[] errors = new double[Base.Length], sizes = new double[Base.Length];
        for (int q = 0; q < errors.Length; q++)
        {
            double integer = 0;
            for (int r = 0; r < Rank; r++) integer += values[q * Rank + r] * used[r];
            sizes[q] = Math.Abs(integer *= history.Multiplier[q] * Unit / 65536); // for a norm of 1 in the blob
            errors[q] = integer * history.Norms[0] / Model.Norm(1) - Dot(Model.Past, q, exact);
        }

        Array.Sort(errors);
        double largest = sizes.Max(), below = 0, above = 0, least = 0, greatest = 0;
        for (int count = 1; count <= Math.Min(errors.Length, BlobLayout.MaxListed); count++)
        {
            double norm = Model.Norm(count), integerNorm = history.Norms[Math.Min(count, history.Norms.Length) - 1];
            double drift = Math.Abs(integerNorm - norm * history.Norms[0] / Model.Norm(1)) * largest * count;
            below += errors[count - 1];
            above += errors[^count];
            least = Math.Min(least, norm * below - drift);
            greatest = Math.Max(greatest, norm * above + drift);
        }

        return (least, greatest);
    }

    private double Dot(double[] vectors, int row, double[] other)
    {
        double sum = 0;
        for (int r = 0; r < Rank; r++) sum += vectors[row * Rank + r] * other[r];
        return sum;
    }
}
