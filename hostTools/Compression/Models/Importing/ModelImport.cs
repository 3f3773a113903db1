using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.CoreMl;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;
using Endcap.Compression.Training;

namespace Endcap.Compression.Models.Importing;

/// <summary>What an import gave.</summary>
public sealed record ImportResult
{
    /// <summary>The model to write.</summary>
    public required TreeEnsemble Model { get; init; }

    /// <summary>The score that it ranks by.</summary>
    public required RankingScore Score { get; init; }

    /// <summary>The teacher in bins; null where it is no sum of step functions.</summary>
    public ImportedEnsemble? Ensemble { get; init; }

    /// <summary>What of <see cref="Ensemble"/> collapses, or null.</summary>
    public PathFacts? Paths { get; init; }

    /// <summary><see cref="Ensemble"/> against the teacher on all rows, or null.</summary>
    public Fidelity? Kept { get; init; }

    /// <summary>The same on the rows that the student has not seen, or null.</summary>
    public Fidelity? KeptHeldOut { get; init; }

    /// <summary>The distilled model against the teacher on rows that it has not seen, or null.</summary>
    public Fidelity? Student { get; init; }

    /// <summary>Whether <see cref="Model"/> is the distilled one.</summary>
    public bool IsDistilled { get; init; }

    /// <summary>Whether inputs were taken by position although the model has names.</summary>
    public bool NamesIgnored { get; init; }

    /// <summary>What the user should look at.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>Turns a model of another tool into one of endcap's.</summary>
public static class ModelImport
{
    /// <summary>Imports. Errors: E262–E275, those of schema and data.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="progress">Given a title, what is told the fraction done of that part; or null.</param>
    /// <param name="cancellation">Stops.</param>
    public static ImportResult Run(ImportRequest request, Func<string, IProgress<double>>? progress = null, CancellationToken cancellation = default)
    {
        // A label in front of the probabilities changes neither inputs nor scores.
        while (request.Teacher is LabelledTeacher labelled) request = request with { Teacher = labelled.Inner };
        if (request.Teacher is EnsembleTeacher) throw Catalogue.OwnModelImported(request.File);
        if (request.Distil && request.Data is null) throw Catalogue.DistilNeedsData();
        RankingScore score = RankingScore.Choose(request.Teacher, request.Class, request.File);
        EnsembleImporter? importer = Importer(request, score);
        ImportPlan plan = ImportPlan.Make(request, importer?.Splits, progress?.Invoke("reading"), cancellation);
        ImportedEnsemble? ensemble = importer is not null ? importer.Run(plan.Columns, plan.Label, plan.Group, plan.Ignore)
            : request.Distil ? null
            : new AdditiveImporter(request.Teacher, score, request.File).Run(plan.Columns, SchemaOf(request, plan));
        Schema schema = ensemble?.Model.Schema ?? SchemaOf(request, plan);
        ImportData? data = request.Data is null ? null
            : ImportData.Read(request, score, schema, plan.DataColumns!, progress?.Invoke("scoring"), cancellation);
        TreeEnsemble? kept = ensemble?.Model;
        if (kept is not null && data is not null)
            kept = new TreeEnsemble(schema, kept.Objective, kept.BaseScore, kept.Trees) { BinCounts = data.Rows.CountBins() };
        PathFacts? paths = kept is null ? null : PathFacts.Of(kept, data?.Rows);
        var result = new ImportResult
        {
            Model = kept!,
            Score = score,
            Ensemble = ensemble,
            Paths = paths,
            Kept = kept is null || data is null ? null : Fidelity.Of(kept, data, centred: false),
            NamesIgnored = plan.NamesIgnored,
            Warnings = plan.Warnings,
        };
        bool compare = data is not null && (request.Distil || paths!.NeedThree > 0);
        return compare ? WithStudent(result, kept, data!, request, progress?.Invoke("distilling"), cancellation) : result;
    }

    private static ImportResult WithStudent(ImportResult result, TreeEnsemble? kept, ImportData data, ImportRequest request,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        Objective objective = result.Score.Objective;
        (TreeEnsemble student, ImportData held) = DistilledTrees.Learn(data, request, objective, progress, cancellation);
        bool centred = objective.IsRanking();
        return result with
        {
            Model = request.Distil ? student : kept!,
            IsDistilled = request.Distil,
            Student = Fidelity.Of(student, held, centred),
            KeptHeldOut = kept is null ? null : Fidelity.Of(kept, held, centred),
        };
    }

    // Null: the inputs' bins come from data or schema.
    private static EnsembleImporter? Importer(ImportRequest request, RankingScore score)
    {
        if (!request.Distil && AdditiveImporter.Fits(request.Teacher))
            return request.Data is not null ? null : throw Catalogue.LinearNeedsData(request.File);
        try
        {
            return request.Teacher is TreeTeacher trees ? new EnsembleImporter(trees, score, request.File)
                : throw Catalogue.NotASumOfSteps(request.File, "it is no tree ensemble but a function of the inputs themselves");
        }
        catch (UserErrorException error) when (request.Distil && error.Code == "E268")
        {
            return null;
        }
    }

    private static Schema SchemaOf(ImportRequest request, ImportPlan plan)
    {
        Feature[] features = [.. plan.Columns.Select(column => column.Proposed).OfType<Feature>()];
        if (features.Length == 0) throw Catalogue.NoFeatures(request.Data!);
        HashSet<string> used = [plan.Label, .. features.Select(feature => feature.Name)];
        if (plan.Group is not null) used.Add(plan.Group);
        return new Schema(plan.Label, plan.Group, [.. plan.Ignore.Where(used.Add)], features);
    }
}
