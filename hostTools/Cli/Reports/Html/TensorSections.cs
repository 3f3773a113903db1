using System.Globalization;
using Endcap.Compression.Evaluation.Comparison;
using Endcap.Compression.Pictures.Plots;

namespace Endcap.Cli.Reports.Html;

/// <summary>How the tensors of a network were calibrated.</summary>
internal static class TensorSections
{
    public static HtmlSection Calibration(ReportFacts facts) => new("calibration", "Calibration of the tensors",
        "Histograms of the float numbers; dashed lines are the lowest and highest value that the label's codes stand for. Columns count from their feature's origin. Activations are those of the report's rows.")
    {
        Table = HtmlTable.OfNumbers(["tensor", "bits", "values", "lowest code", "highest code", "clipped", "codes used", "signal to noise, dB"],
            facts.Tensors.Select(use => new[]
            {
                use.Name, use.Bits.ToString(CultureInfo.InvariantCulture), Ticks.Number(use.Values.Length), Short(use.Low), Short(use.High),
                QualitySections.Percent(use.Clipped), Ticks.Number(use.Levels), Short(use.SignalToNoise),
            })),
        Figures = [.. facts.Tensors.Where(use => use.Values.Length > 0).Select(Figure)],
    };

    private static HtmlFigure Figure(TensorUse use)
    {
        Histogram bars = Histogram.Of(use.Values);
        string description = $"Histogram of {Ticks.Number(use.Values.Length)} values; codes cover {Short(use.Low)} to {Short(use.High)}, {QualitySections.Percent(use.Clipped)} are clipped.";
        return new HtmlFigure(use.Name, description, Plot.OfBars(Axis.Over([.. bars.Edges, use.Low, use.High], "value", 6), "values", bars, [use.Low, use.High]),
            QualitySections.OfBars(bars, "value", "values"));
    }

    // Three digits: ranges come from calibration, not from a rule.
    private static string Short(double value)
    {
        if (!double.IsFinite(value)) return "–";
        if (value == 0) return "0";
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 2);
        return Ticks.Number(Math.Round(Math.Round(value / unit) * unit, 12));
    }
}
