using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Graph;

namespace Endcap.Compression.Models.Onnx.Trees;

/// <summary>A tree ensemble as a step of a graph: outputs label and scores, or scores alone.</summary>
internal sealed class TreeEnsembleOp(OnnxEnsemble ensemble, int columns) : GraphOp
{
    private readonly double[] _results = new double[ensemble.Transform.CountFor(ensemble.Scores)];
    private TeacherScorer? _scorer;

    public OnnxEnsemble Ensemble => ensemble;

    public override GraphOp ForScorer() => new TreeEnsembleOp(ensemble, columns);

    public override void Run(ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor> outputs)
    {
        Tensor x = Need(inputs, 0);
        if (x.Rank is < 1 or > 2 || x.Count != columns) throw new GraphFaultException("other than one row");
        _scorer ??= NewScorer();
        _scorer.Score(x.Values, [], _results);
        OnnxTreeTransform transform = ensemble.Transform;
        ReadOnlySpan<double> scores = transform.Labels is null ? _results : _results.AsSpan(1);
        scores.CopyTo(outputs[transform.Labels is null ? 0 : 1].Reset(transform.IsDouble ? TensorType.DoublePrecision : TensorType.SinglePrecision, [1, scores.Length]));
        if (transform.Labels is null) return;
        outputs[0].Reset(transform.Texts is null ? TensorType.Whole : TensorType.Text, [1])[0] = _results[0];
        outputs[0].Texts = transform.Texts;
    }

    private TeacherScorer NewScorer()
    {
        TeacherInput[] inputs = [.. Enumerable.Repeat(new TeacherInput(null), columns)];
        return ensemble.Build(new TeacherOrigin("ONNX", "", ensemble.Kind), inputs, false, [], ensemble.Transform).NewScorer();
    }
}
