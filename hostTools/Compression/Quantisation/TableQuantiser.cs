using Endcap.Compression.Blobs;
using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Quantisation;

/// <summary>
/// Linear quantisation of a product's tables to int8: asymmetric (each table's middle goes to the base score), a power
/// of two per table. The refit: what simplification changed, and what rounding the earlier tables left over, is
/// absorbed by the later ones as far as it depends on one feature alone, so such errors do not add up.
/// </summary>
public sealed class TableQuantiser
{
    private const int MaxShift = 3;
    private readonly RuntimeFeatures _features;
    private readonly Calibration _calibration;
    private readonly double _step;
    private readonly bool _refit;

    // [feature][bin]: error (integer minus float) so far that depends on this feature alone; and the constant part.
    private readonly double[][] _carry;
    private double _constantCarry;

    /// <summary>Prepares for one product.</summary>
    /// <param name="features">The run-time features.</param>
    /// <param name="calibration">Weights of bins.</param>
    /// <param name="step">Value of one integer step.</param>
    /// <param name="refit">Whether later tables absorb the rounding errors of earlier ones.</param>
    public TableQuantiser(RuntimeFeatures features, Calibration calibration, double step, bool refit)
    {
        _features = features;
        _calibration = calibration;
        _step = step;
        _refit = refit;
        _carry = [.. features.Radix.Select(radix => new double[radix])];
    }

    /// <summary>A quantiser of another step that has absorbed the same. Call before <see cref="Run"/>.</summary>
    public TableQuantiser WithStep(double step)
    {
        var other = new TableQuantiser(_features, _calibration, step, _refit) { _constantCarry = _constantCarry };
        for (int f = 0; f < _carry.Length; f++) _carry[f].CopyTo(other._carry[f], 0);
        return other;
    }

    /// <summary>
    /// Takes in what simplification changed: the difference of main effects, simplified minus exact. Call before
    /// <see cref="Run"/>; without effect when there is no refit.
    /// </summary>
    /// <param name="exact">The product's tables as they collapsed.</param>
    /// <param name="simplified">The tables to be quantised.</param>
    /// <param name="constant">What the simplified score's constant has more than the exact one's.</param>
    public void Absorb(IEnumerable<CutTable> exact, IEnumerable<CutTable> simplified, double constant)
    {
        if (!_refit) return;
        _constantCarry += constant;
        foreach (CutTable table in exact) AddEffects(table, Array.ConvertAll(table.Cells, cell => -cell));
        foreach (CutTable table in simplified) AddEffects(table, table.Cells);
    }

    private void AddEffects(CutTable table, double[] cells) =>
        Carry(table, cells, new double[table.Rows], new double[table.Columns]);

    /// <summary>Quantises; null when a table's range does not fit 8 bits and the largest shift at this step.</summary>
    /// <param name="tables">The tables; coarse ones are rounded first.</param>
    /// <param name="constant">The constant part of the score, less the shelf's offset.</param>
    public QuantisedProduct? Run(IEnumerable<CutTable> tables, double constant)
    {
        List<QuantisedTable> result = [];
        long baseSteps = 0;
        foreach (CutTable table in tables.OrderByDescending(table => table.Range))
        {
            QuantisedTable? quantised = Round(table, out long centre);
            if (quantised is null) return null;
            baseSteps += centre;
            quantised = quantised.Joined();
            if (quantised.Cells.Length == 1) baseSteps += quantised.Cells[0] << quantised.Shift;
            else result.Add(quantised);
        }

        baseSteps += (long)Math.Round((constant - _constantCarry) / _step);
        return baseSteps is < -int.MaxValue or > int.MaxValue ? null : new QuantisedProduct((int)baseSteps, result);
    }

    private QuantisedTable? Round(CutTable table, out long centre)
    {
        double[] target = Target(table, out double[] carryF, out double[] carryG);
        double low = target.Min(), high = target.Max();
        centre = (long)Math.Round((low + high) / 2 / _step);
        int shift = 0;
        while (shift <= MaxShift && Math.Max(high - centre * _step, centre * _step - low) > 127.499 * _step * (1 << shift)) shift++;
        if (shift > MaxShift) return null;
        double unit = _step * (1 << shift);
        sbyte[] cells = new sbyte[target.Length];
        double[] errors = new double[target.Length];
        for (int i = 0; i < target.Length; i++)
        {
            cells[i] = (sbyte)Math.Clamp(Math.Round((target[i] - centre * _step) / unit), -128, 127);
            errors[i] = centre * _step + cells[i] * unit - target[i];
        }

        if (_refit) Carry(table, errors, carryF, carryG);
        return new QuantisedTable(table.F, table.G, table.CutsF, table.CutsG, shift, cells);
    }

    // The cells less what earlier tables left over; carryF and carryG: how much of it per row and column.
    private double[] Target(CutTable table, out double[] carryF, out double[] carryG)
    {
        double[] target = [.. table.Cells];
        carryF = MeanCarry(table.F, table.CutsF);
        carryG = table.G < 0 ? [0] : MeanCarry(table.G, table.CutsG);
        for (int i = 0; i < target.Length; i++) target[i] -= carryF[i / table.Columns] + carryG[i % table.Columns];
        return target;
    }

    private double[] MeanCarry(int feature, int cuts)
    {
        double[] weights = Simplify.Weights(_calibration.Frequency(feature), cuts);
        double[] mean = new double[weights.Length];
        for (int bin = 0; bin < _carry[feature].Length; bin++)
        {
            int part = CutMask.PartOf(cuts, bin);
            mean[part] += _carry[feature][bin] * _calibration.Frequency(feature)[bin] / weights[part];
        }

        return mean;
    }

    // What this table absorbed leaves the carry; the main effects of its own rounding errors enter it.
    private void Carry(CutTable table, double[] errors, double[] absorbedF, double[] absorbedG)
    {
        double[] weightF = Simplify.Weights(_calibration.Frequency(table.F), table.CutsF);
        double[] weightG = table.G < 0 ? [1] : Simplify.Weights(_calibration.Frequency(table.G), table.CutsG);
        double[] rows = new double[weightF.Length], columns = new double[weightG.Length];
        double mean = 0;
        for (int i = 0; i < errors.Length; i++)
        {
            int r = i / table.Columns, c = i % table.Columns;
            rows[r] += weightG[c] * errors[i];
            columns[c] += weightF[r] * errors[i];
            mean += weightF[r] * weightG[c] * errors[i];
        }

        _constantCarry += mean;
        Update(table.F, table.CutsF, rows, absorbedF, mean);
        if (table.G >= 0) Update(table.G, table.CutsG, columns, absorbedG, mean);
    }

    private void Update(int feature, int cuts, double[] effect, double[] absorbed, double mean)
    {
        for (int bin = 0; bin < _features.Radix[feature]; bin++)
        {
            int part = CutMask.PartOf(cuts, bin);
            _carry[feature][bin] += effect[part] - mean - absorbed[part];
        }
    }
}
