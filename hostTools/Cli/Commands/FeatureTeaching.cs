using System.CommandLine;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Tensors;
using Endcap.Compression.Training.Dense;

namespace Endcap.Cli.Commands;

/// <summary>endcap train --model dense --match-features: what a network's last hidden layer learns from a teacher's.</summary>
internal static class FeatureTeaching
{
    /// <summary>How much it counts.</summary>
    public static readonly Option<double> Weight = CommonOptions.Number("--match-features",
        "Dense, with a dense --teacher of endcap: weight of matching its last hidden layer by a linear projection; 0: not.", 0.0);

    /// <summary>Reads the option. Errors: E201, E224.</summary>
    /// <returns>Makes the targets for rows to train on; null where nothing is to be matched.</returns>
    public static Func<BinnedDataset, FeatureTargets>? Read(CommandContext context, Teaching? teaching)
    {
        double weight = context.Get(Weight);
        if (!(weight >= 0 && double.IsFinite(weight))) throw Catalogue.TrainerOptionOutOfRange("--match-features", weight, "0 or more, finite");
        if (weight == 0 || teaching is null) return null;
        if (teaching.Teacher is not EnsembleTeacher { Model: DenseModel teacher }) throw Catalogue.NothingToMatch(teaching.File);
        return train => new FeatureTargets(HiddenOf(teacher, train, context.Cancellation), weight);
    }

    // The teacher's bins may differ from the student's, so it reads the file itself.
    private static Matrix HiddenOf(DenseModel teacher, BinnedDataset train, CancellationToken cancellation)
    {
        RowSource source = train.Source!;
        BinnedDataset own = CsvDatasetReader.Read(source.File, teacher.Schema, false, null, cancellation);
        Dictionary<int, int> rowAt = own.Source!.Lines.Select((line, row) => (line, row)).ToDictionary(at => at.line, at => at.row);
        int[] rows = [.. source.Lines.Select(line => rowAt[line])];
        byte[][] columns = [.. own.Columns.Select(column => rows.Select(row => column[row]).ToArray())];
        return HiddenValues.Of(teacher, new BinnedDataset(teacher.Schema, columns, train.Labels, train.GroupStarts));
    }
}
