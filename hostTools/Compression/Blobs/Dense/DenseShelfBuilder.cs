using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation;
using Endcap.Compression.Quantisation.Dense;

namespace Endcap.Compression.Blobs.Dense;

/// <summary>
/// From a network and the products of a shelf to a blob: quantise, prove, lay out, and read back with the firmware's own
/// reader. A budget takes the model's own precision, else the finest of <see cref="DensePrecision.Ladder"/> that fits.
/// </summary>
public sealed class DenseShelfBuilder : ShelfSource
{
    private readonly DenseModel _model;
    private readonly Calibration _calibration;

    /// <summary>Prepares for a model.</summary>
    public DenseShelfBuilder(DenseModel model, ShelfOptions options)
        : base(model, options)
    {
        _model = model;
        _calibration = new Calibration(Features, model.BinCounts);
    }

    /// <inheritdoc/>
    public override DenseShelf Build(IReadOnlyList<byte[]> itemBins, IReadOnlyList<ProductText>? texts)
    {
        CheckLimits(itemBins.Count, texts);
        DensePrecision own = Options.DensePrecision ?? _model.Precision ?? DensePrecision.Full;
        if (Options.BudgetBytes is not { } budget) return Build(itemBins, texts, own);
        int least = int.MaxValue;
        foreach (DensePrecision precision in DensePrecision.Ladder.Where(rung => rung.ColumnBits <= own.ColumnBits)
            .Select(rung => rung with { FromZero = own.FromZero, Even = own.Even }).Prepend(own).Distinct())
        {
            DenseShelf built = Build(itemBins, texts, precision);
            if (built.Blob.Length <= budget) return built;
            least = Math.Min(least, built.Blob.Length);
        }

        throw Catalogue.DenseBudgetTooSmall(budget, least, itemBins.Count);
    }

    private DenseShelf Build(IReadOnlyList<byte[]> itemBins, IReadOnlyList<ProductText>? texts, DensePrecision precision)
    {
        QuantisedNetwork network = new DenseQuantiser(_model, Features, _calibration, precision).Run(itemBins);
        float step = (float)network.ScoreStep;
        var proof = new DenseProof(_model, Features, network);
        double worst = itemBins.Select((bins, product) => proof.WorstError(product, bins, step)).Max();
        var numbers = new ScoreNumbers(step, 0, MathF.BitIncrement((float)worst));
        if (!float.IsNormal(step) || !float.IsFinite(numbers.WorstError)) throw Catalogue.DenseRangeTooWide("scores");
        var content = new BlobContent
        {
            SchemaId = _model.Schema.Id,
            ModelVersion = Options.ModelVersion,
            Features = Shapes(),
            Base = new short[itemBins.Count],
            Dense = network.Content,
            Products = texts,
            FeatureTexts = Texts,
            Numbers = numbers,
            Prices = Options.Prices,
        };
        byte[] blob = BlobWriter.Write(content);
        Verify(blob);
        return new DenseShelf
        {
            Blob = blob,
            Content = content,
            Features = Features,
            WorstError = worst,
            WorstErrorIsExact = false,
            Numbers = numbers,
            Network = network,
            Precision = precision,
        };
    }
}
