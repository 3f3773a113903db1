using System.CommandLine;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Importing;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Tensors.Distillation;
using Endcap.Compression.Training;

namespace Endcap.Cli.Commands;

/// <summary>endcap train --teacher: what a model of any family learns from another model beside the labels.</summary>
internal sealed class Teaching
{
    private static readonly DistillationOptions Defaults = new();

    private static readonly Option<string?> FileOption = CommonOptions.FileOption("--teacher",
        "Also learn the scores of this model: one of endcap train, XGBoost, LightGBM, CatBoost, ONNX, Core ML, TFLite and others.", required: false)!;
    private static readonly Option<double> Alpha = CommonOptions.Number("--alpha",
        "With --teacher: the labels' share a in a * hard + (1 - a) * soft; 0: the teacher only.", Defaults.Alpha);
    private static readonly Option<double> Temperature = CommonOptions.Number("--temperature",
        "With --teacher: how far both models' probabilities are softened; no effect with squared.", Defaults.Temperature);
    private static readonly Option<int?> Class =
        CommonOptions.OptionalNumber("--class", "With a --teacher of several classes: the one to learn, from 0.", "K");

    private readonly CommandContext _context;
    private readonly Objective _objective;

    private Teaching(CommandContext context, Objective objective, string file)
    {
        (_context, _objective, File) = (context, objective, file);
        Teacher = TeacherFile.ReadAny(file);
    }

    /// <summary>The options of every family.</summary>
    public static IReadOnlyList<Option> Options { get; } = [FileOption, Alpha, Temperature, Class];

    /// <summary>The teacher's file.</summary>
    public string File { get; }

    /// <summary>The teacher.</summary>
    public Teacher Teacher { get; }

    /// <summary>Reads options and teacher; null without one. Errors: E201, E315, those of <see cref="TeacherFile.ReadAny"/>.</summary>
    /// <param name="context">The command line.</param>
    /// <param name="objective">What the student learns.</param>
    /// <param name="more">Options of the family that need a teacher too.</param>
    public static Teaching? Read(CommandContext context, Objective objective, params IReadOnlyList<Option> more)
    {
        double alpha = context.Get(Alpha), temperature = context.Get(Temperature);
        if (!(alpha is >= 0 and <= 1)) throw Catalogue.TrainerOptionOutOfRange("--alpha", alpha, "0 (the teacher only) to 1 (the labels only)");
        if (!(temperature is >= 0.01 and <= 100)) throw Catalogue.TrainerOptionOutOfRange("--temperature", temperature, "0.01 to 100");
        if (context.Get(FileOption) is { } file) return new Teaching(context, objective, file);
        foreach (Option option in Options.Concat(more).Where(context.Has)) throw Catalogue.OptionNeeds(option.Name, "--teacher");
        return null;
    }

    /// <summary>The teacher's word on rows to train on. Errors: E223, E225, E265 to E267, those of a CSV.</summary>
    public SoftTargets TargetsOf(BinnedDataset train) => new(
        TeacherScores.Of(Teacher, File, _objective, train, _context.Get(Class), _context.Cancellation),
        new DistillationOptions(_context.Get(Temperature), _context.Get(Alpha)));
}
