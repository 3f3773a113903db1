using Endcap.Compression.Errors;
using Endcap.Compression.Models.CoreMl.Proto;
using Endcap.Compression.Models.Teachers;
using Google.Protobuf;
using Kind = Endcap.Compression.Models.CoreMl.Proto.Model.TypeOneofCase;

namespace Endcap.Compression.Models.CoreMl;

/// <summary>Reads a model: a last one that predicts, and in front of it steps that make its columns of the inputs.</summary>
internal sealed class ModelReader(string path)
{
    private const int MostModels = 100;
    private const string Help = "endcap reads tree ensembles, GLMs, dense neural networks, item similarity and pipelines of featureVectorizer, scaler, imputer and oneHotEncoder.";

    /// <summary>The teacher. Errors: E261, E262, E263.</summary>
    public Teacher Read(Proto.Model model)
    {
        if (model.Description is null) throw Catalogue.ModelMalformed(path, "the model", "the description is missing");
        var columns = new InputColumns(path, model.Description);
        if (model.TypeCase == Kind.Recommender) return new RecommenderReader(path).Read(model.Recommender, Origin(model, "ItemSimilarityRecommender"));
        if (PipelineOf(model) is not { } pipeline) return Last(model, columns, []);
        if (pipeline.Models.Count > MostModels) throw Catalogue.ModelLimit(path, "the number of models in the pipeline", pipeline.Models.Count, MostModels);
        if (pipeline.Models.Count == 0) throw Catalogue.ModelMalformed(path, "the pipeline", "it is empty");
        var steps = new List<string>();
        foreach (ByteString bytes in pipeline.Models.Take(pipeline.Models.Count - 1))
        {
            Proto.Model step = Proto.Model.Parser.ParseFrom(bytes);
            steps.Add(step.TypeCase.ToString());
            if (!columns.TryAdd(step)) throw Unsupported(step);
        }

        return Last(Proto.Model.Parser.ParseFrom(pipeline.Models[^1]), columns, steps);
    }

    private Teacher Last(Proto.Model model, InputColumns inputs, List<string> steps)
    {
        if (model.Description is null) throw Catalogue.ModelMalformed(path, "the model", "the description is missing");
        Column[] columns = inputs.Of(model.Description.Input.Select(input => input.Name));
        bool plain = columns.Length == inputs.Inputs.Count && columns.Select((column, i) => column == new Column(i, null)).All(same => same);
        TeacherInput[] names = plain ? [.. inputs.Inputs] : [.. columns.Select((_, i) => new TeacherInput($"column_{i}"))];
        TeacherOrigin origin = Origin(model, model.TypeCase.ToString());
        Teacher inner = model.TypeCase switch
        {
            Kind.TreeEnsembleRegressor => new TreesReader(path, names, origin).Read(model.TreeEnsembleRegressor, false),
            Kind.TreeEnsembleClassifier => new TreesReader(path, names, origin).Read(model.TreeEnsembleClassifier, true),
            Kind.GlmRegressor => new GlmReader(path, names, origin).Read(model.GlmRegressor, false),
            Kind.GlmClassifier => new GlmReader(path, names, origin).Read(model.GlmClassifier, true),
            Kind.Network => new NetworkReader(path, names, origin).Read(model.Network),
            Kind.NetworkRegressor => new NetworkReader(path, names, origin).Read(model.NetworkRegressor),
            Kind.NetworkClassifier => new NetworkReader(path, names, origin).ReadClassifier(model.NetworkClassifier),
            _ => throw Unsupported(model),
        };
        return plain ? inner : PipelineTeacher.Of(inner, inputs.Inputs, columns, steps);
    }

    private static Pipeline? PipelineOf(Proto.Model model) => model.TypeCase switch
    {
        Kind.Pipeline => model.Pipeline,
        Kind.PipelineClassifier => model.PipelineClassifier.Pipeline ?? new Pipeline(),
        Kind.PipelineRegressor => model.PipelineRegressor.Pipeline ?? new Pipeline(),
        _ => null,
    };

    private static TeacherOrigin Origin(Proto.Model model, string kind) => new("Core ML", $"specification {model.SpecificationVersion}", kind);

    private UserErrorException Unsupported(Proto.Model model) => model.TypeCase == Kind.MlProgram
        ? Catalogue.ModelUnsupported(path, "this is an ML program (.mlpackage), which holds code rather than layers",
            "Convert the source model again as a network: coremltools.convert(model, convert_to=\"neuralnetwork\"), or export it to ONNX.")
        : Catalogue.ModelUnsupported(path, $"models of type {model.TypeCase} are not supported", Help);
}
