using Endcap.Cli.Reports;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Search;
using Endcap.Compression.Search.Dense;

namespace Endcap.Cli.Commands;

/// <summary>What a search of any family gives endcap compress.</summary>
internal sealed record CompressOutcome(BinModel? Chosen, IReadOnlyList<CompressionStep> Steps, IReadOnlyList<Measurement> Front, Report Report,
    int Tried, bool Interrupted, CompressionRequest Request);

/// <summary>A family of models that endcap compress knows.</summary>
internal abstract class CompressFamily
{
    /// <summary>Names for --methods.</summary>
    protected abstract IReadOnlyList<string> Methods { get; }

    /// <summary>The family of a model.</summary>
    public static CompressFamily Of(BinModel model) => model switch
    {
        TreeEnsemble trees => new Trees(trees),
        DenseModel dense => new Networks(dense),
        _ => throw new ArgumentException($"No compression for {model.GetType().Name}.", nameof(model)),
    };

    /// <summary>The methods asked for; all where none are. Errors: E282.</summary>
    public IReadOnlyCollection<string> Choose(IReadOnlyCollection<string> wanted) => Choose(wanted, Methods);

    /// <summary>The methods asked for, of those that there are; all where none are. Errors: E282.</summary>
    public static IReadOnlyCollection<string> Choose(IReadOnlyCollection<string> wanted, IReadOnlyList<string> known)
    {
        foreach (string method in wanted)
            if (!known.Contains(method)) throw Catalogue.UnknownMethod(method, known);
        return wanted.Count == 0 ? [.. known] : wanted;
    }

    /// <summary>Searches and reports.</summary>
    public abstract CompressOutcome Search(BinnedDataset train, BinnedDataset held, CompressionRequest request, string output,
        IProgress<SearchProgress> progress, CancellationToken cancellation);

    /// <summary>Makes a recipe's model again.</summary>
    public abstract (BinModel Made, Report Report) Replay(BinnedDataset train, CompressionRecipe recipe, string output, CancellationToken cancellation);

    private sealed class Trees(TreeEnsemble model) : CompressFamily
    {
        protected override IReadOnlyList<string> Methods => TreeSteps.Methods;

        public override CompressOutcome Search(BinnedDataset train, BinnedDataset held, CompressionRequest request, string output,
            IProgress<SearchProgress> progress, CancellationToken cancellation)
        {
            CompressionResult result = TreeCompression.Run(model, train, held, request, progress, cancellation);
            return new CompressOutcome(result.Chosen?.Model.Model, result.Chosen?.Steps ?? [], [.. result.Front.Select(point => point.Measured)],
                CompressReport.Of(result, result.Request, model, output), result.Tried, result.Interrupted, result.Request);
        }

        public override (BinModel Made, Report Report) Replay(BinnedDataset train, CompressionRecipe recipe, string output, CancellationToken cancellation)
        {
            TreeCandidate made = TreeCompression.Replay(model, train, recipe, cancellation);
            return (made.Model, CompressReport.OfReplay(recipe, made, output));
        }
    }

    private sealed class Networks(DenseModel model) : CompressFamily
    {
        protected override IReadOnlyList<string> Methods => DenseSteps.Methods;

        public override CompressOutcome Search(BinnedDataset train, BinnedDataset held, CompressionRequest request, string output,
            IProgress<SearchProgress> progress, CancellationToken cancellation)
        {
            DenseCompressionResult result = DenseCompression.Run(model, train, held, request, progress, cancellation);
            return new CompressOutcome(result.Chosen?.Model.Model, result.Chosen?.Steps ?? [], [.. result.Front.Select(point => point.Measured)],
                CompressDenseReport.Of(result, result.Request, model, output), result.Tried, result.Interrupted, result.Request);
        }

        public override (BinModel Made, Report Report) Replay(BinnedDataset train, CompressionRecipe recipe, string output, CancellationToken cancellation)
        {
            DenseModel made = DenseCompression.Replay(model, train, recipe, cancellation);
            return (made, CompressDenseReport.OfReplay(recipe, made, output));
        }
    }
}
