using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Training;

/// <summary>What a data set must fulfil before training starts; every failure is an error that the user can mend.</summary>
internal static class DatasetChecks
{
    /// <summary>Largest relevance: the gain 2^31 − 1 is still exact in every sum.</summary>
    private const float MaxRelevance = 31;

    public static void Check(BinnedDataset train, BinnedDataset? validation, Objective objective, int earlyStopping)
    {
        CheckLabels(train, "training", objective);
        if (!train.Columns.Any(column => column.AsSpan().ContainsAnyExcept(column[0]))) throw Catalogue.NoUsableFeature(train.Columns.Length);
        if (objective == Objective.Logistic && !train.Labels.AsSpan().ContainsAnyExcept(train.Labels[0]))
        {
            throw Catalogue.OneClass(train.Schema.Label, train.Labels[0]);
        }

        if (validation is null)
        {
            if (earlyStopping > 0) throw Catalogue.EarlyStoppingNeedsValidation(earlyStopping);
            return;
        }

        CheckSameSchema(train.Schema, validation.Schema);
        CheckLabels(validation, "validation", objective);
    }

    private static void CheckLabels(BinnedDataset data, string name, Objective objective)
    {
        if (data.RowCount == 0) throw Catalogue.NoRows(name);
        string column = data.Schema.Label;
        for (int row = 0; row < data.RowCount; row++)
        {
            float label = data.Labels[row];
            if (!float.IsFinite(label)) throw Catalogue.LabelNotFinite(PlaceOf(data, name, row), column, label);
            if (objective == Objective.Logistic && label is not (0 or 1)) throw Catalogue.LabelNotBinary(PlaceOf(data, name, row), column, label);
            if (objective.IsRanking() && label is (< 0 or > MaxRelevance))
            {
                throw Catalogue.RelevanceOutOfRange(PlaceOf(data, name, row), column, label);
            }
        }

        if (objective.IsRanking()) CheckGroups(data, name, objective);
    }

    private static string PlaceOf(BinnedDataset data, string name, int row) => data.Source is { } source
        ? FormattableString.Invariant($"{source.File}:{source.Lines[row]}")
        : FormattableString.Invariant($"Row {row + 1} of the {name} data");

    private static void CheckGroups(BinnedDataset data, string name, Objective objective)
    {
        if (data.GroupCount < 2) throw Catalogue.RankingNeedsGroups(objective.Name(), name, data.GroupCount);
        for (int group = 0; group < data.GroupCount; group++)
        {
            ReadOnlySpan<float> labels = data.Labels.AsSpan(data.GroupStarts[group]..data.GroupStarts[group + 1]);
            if (labels.Length > 1 && labels.ContainsAnyExcept(labels[0])) return;
        }

        throw Catalogue.NothingToRank(objective.Name(), name, data.Schema.Label, data.GroupCount);
    }

    private static void CheckSameSchema(Schema train, Schema validation)
    {
        if (ReferenceEquals(train, validation)) return;
        if (train.Features.Count != validation.Features.Count)
        {
            throw Catalogue.ValidationSchemaDiffers($"{validation.Features.Count} features instead of {train.Features.Count}");
        }

        for (int f = 0; f < train.Features.Count; f++)
        {
            Feature mine = train.Features[f], other = validation.Features[f];
            bool same = mine.Name == other.Name && mine.Kind == other.Kind && mine.HasMissingBin == other.HasMissingBin
                && mine.Edges.AsSpan().SequenceEqual(other.Edges) && mine.Categories.AsSpan().SequenceEqual(other.Categories);
            if (!same) throw Catalogue.ValidationSchemaDiffers($"feature {f + 1} is \"{other.Name}\" in other bins than \"{mine.Name}\"");
        }
    }
}
