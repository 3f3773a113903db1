using System.CommandLine;
using System.Diagnostics;
using Endcap.Cli.Reports;
using Endcap.Compression.Files;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Cli.Commands;

/// <summary>endcap predict: what a model of any tool says about the rows of a CSV.</summary>
internal static class PredictCommand
{
    private static readonly Argument<string> ModelPath = new("model") { Description = "A model of another tool, or of endcap train." };
    private static readonly Option<string> Data =
        CommonOptions.FileOption("--data", "CSV file of inputs: by name where the model has names, else by position; an empty cell is missing.");
    private static readonly Option<string> Output = CommonOptions.Output("The CSV of predictions to write.");
    private static readonly Option<bool> Raw = new("--raw") { Description = "Also write the untransformed scores, first." };

    public static Command Create()
    {
        var command = new Command("predict",
            "Predict exactly as the model's own tool does. Example: endcap predict model.json --data inputs.csv -o predictions.csv")
        {
            ModelPath, Data, Output, Raw, ImportOptions.Format,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string output = context.Get(Output), model = context.Get(ModelPath), data = context.Get(Data);
        AtomicFile.CheckTarget(output, model, data);
        Teacher teacher = TeacherFile.ReadAny(model, context.Get(ImportOptions.Format));
        long start = Stopwatch.GetTimestamp();
        PredictionResult? result = null;
        AtomicFile.Write(output, stream => result = context.WithProgress("predicting", progress =>
            Prediction.Run(teacher, data, stream, context.Get(Raw), progress, context.Cancellation)));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (result!.NamesIgnored) ImportOptions.WarnOfPositions(context, model, data);
        context.Print(new Report("Predicted")
            .Add("output", "written to", output)
            .Add("rows", "rows", result.Rows)
            .Add("columns", "columns", result.Columns)
            .Add("tool", "tool", teacher.Origin.Tool)
            .Add("seconds", "seconds", Math.Round(seconds, 3)));
    }
}
