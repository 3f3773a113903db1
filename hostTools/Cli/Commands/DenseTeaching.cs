using System.CommandLine;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Models.Importing;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Tensors.Distillation;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Dense;

namespace Endcap.Cli.Commands;

/// <summary>endcap train --model dense --teacher: what a network learns from another model beside the labels.</summary>
internal sealed class DenseTeaching
{
    private static readonly DistillationOptions Defaults = new();

    private static readonly Option<string?> Teacher = CommonOptions.FileOption("--teacher",
        "Dense: also learn the scores of this model: one of endcap train, XGBoost, LightGBM, CatBoost, ONNX, Core ML, TFLite and others.", required: false)!;
    private static readonly Option<double> Alpha = CommonOptions.Number("--alpha",
        "Dense, with --teacher: the labels' share a in a * hard + (1 - a) * soft; 0: the teacher only.", Defaults.Alpha);
    private static readonly Option<double> Temperature = CommonOptions.Number("--temperature",
        "Dense, with --teacher: how far both models' probabilities are softened; no effect with squared.", Defaults.Temperature);
    private static readonly Option<double> MatchFeatures = CommonOptions.Number("--match-features",
        "Dense, with a dense --teacher of endcap: weight of matching its last hidden layer by a linear projection; 0: not.", 0.0);
    private static readonly Option<int?> Class =
        CommonOptions.OptionalNumber("--class", "Dense, with a --teacher of several classes: the one to learn, from 0.", "K");

    private readonly CommandContext _context;
    private readonly Objective _objective;
    private readonly string _file;
    private readonly double _weight;
    private readonly Teacher _teacher;

    private DenseTeaching(CommandContext context, Objective objective, string file)
    {
        (_context, _objective, _file, _weight) = (context, objective, file, context.Get(MatchFeatures));
        _teacher = TeacherFile.ReadAny(file);
        if (_weight > 0 && _teacher is not EnsembleTeacher { Model: DenseModel }) throw Catalogue.NothingToMatch(file);
    }

    /// <summary>The options.</summary>
    public static IReadOnlyList<Option> Options { get; } = [Teacher, Alpha, Temperature, MatchFeatures, Class];

    /// <summary>Reads options and teacher; null without one. Errors: E201, E224, E289 …, those of <see cref="TeacherFile.ReadAny"/>.</summary>
    public static DenseTeaching? Read(CommandContext context, Objective objective)
    {
        double alpha = context.Get(Alpha), temperature = context.Get(Temperature), weight = context.Get(MatchFeatures);
        if (!(alpha is >= 0 and <= 1)) throw Catalogue.TrainerOptionOutOfRange("--alpha", alpha, "0 (the teacher only) to 1 (the labels only)");
        if (!(temperature is >= 0.01 and <= 100)) throw Catalogue.TrainerOptionOutOfRange("--temperature", temperature, "0.01 to 100");
        if (!(weight >= 0 && double.IsFinite(weight))) throw Catalogue.TrainerOptionOutOfRange("--match-features", weight, "0 or more, finite");
        if (context.Get(Teacher) is { } file) return new DenseTeaching(context, objective, file);
        foreach (Option option in Options.Where(context.Has)) throw Catalogue.OptionNeeds(option.Name, "--teacher");
        return null;
    }

    /// <summary>The teacher's word on rows to train on.</summary>
    public SoftTargets TargetsOf(BinnedDataset train)
    {
        double[] scores = TeacherScores.Of(_teacher, _file, _objective, train, _context.Get(Class), _context.Cancellation);
        return new SoftTargets(scores, new DistillationOptions(_context.Get(Temperature), _context.Get(Alpha)))
        {
            Features = _weight > 0 ? new FeatureTargets(HiddenOf((DenseModel)((EnsembleTeacher)_teacher).Model, train), _weight) : null,
        };
    }

    // The teacher's bins may differ from the student's, so it reads the file itself.
    private Compression.Tensors.Matrix HiddenOf(DenseModel teacher, BinnedDataset train)
    {
        RowSource source = train.Source!;
        BinnedDataset own = CsvDatasetReader.Read(source.File, teacher.Schema, false, null, _context.Cancellation);
        Dictionary<int, int> rowAt = own.Source!.Lines.Select((line, row) => (line, row)).ToDictionary(at => at.line, at => at.row);
        int[] rows = [.. source.Lines.Select(line => rowAt[line])];
        byte[][] columns = [.. own.Columns.Select(column => rows.Select(row => column[row]).ToArray())];
        return HiddenValues.Of(teacher, new BinnedDataset(teacher.Schema, columns, train.Labels, train.GroupStarts));
    }
}
