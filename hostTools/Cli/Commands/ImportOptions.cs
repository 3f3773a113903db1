using System.CommandLine;

namespace Endcap.Cli.Commands;

/// <summary>Options of the commands that read models of other tools.</summary>
internal static class ImportOptions
{
    public static readonly Option<string?> Format = new("--format")
    {
        Description = "The model's format (xgboost, lightgbm, catboost, onnx, tflite, coreml, safetensors, pytorch, endcap); without it, by content.",
        HelpName = "NAME",
    };

    /// <summary>Inputs were taken by position although the model has names, none of which is in the data.</summary>
    public static void WarnOfPositions(CommandContext context, string model, string data) => context.Warn(
        $"{data}: no column has one of the names in {model}; columns are taken in their order");
}
