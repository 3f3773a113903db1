using Endcap.Compression.Errors;
using Endcap.Compression.Models.CoreMl.Proto;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Linear;

namespace Endcap.Compression.Models.CoreMl;

/// <summary>Reads generalised linear models; sums are doubles.</summary>
internal sealed class GlmReader(string path, TeacherInput[] inputs, TeacherOrigin origin)
{
    /// <summary>The teacher. Errors: E261, E262, E263.</summary>
    public Teacher Read(Glm glm, bool classifies)
    {
        double[][] weights = [.. glm.Weights.Select(row => row.Vector.ToArray())];
        if (weights.Length == 0 || weights.Any(row => row.Length != inputs.Length)) throw Malformed($"a row of weights is not {inputs.Length} long");
        if (glm.Offset.Count != weights.Length && glm.Offset.Count != 0) throw Malformed($"{glm.Offset.Count} offsets for {weights.Length} sums");
        if (weights.SelectMany(row => row).Concat(glm.Offset).Any(number => !double.IsFinite(number))) throw Malformed("a number is not finite");
        double[]? labels = classifies ? ClassLabels.Of(path, glm.Int64Labels, glm.StringLabels) : null;
        CoreMlLink link = labels is null ? RegressionLink(glm.Transform) : ClassLink(glm, labels.Length);
        return new LinearTeacher
        {
            Origin = origin,
            Task = labels is null ? TeacherTask.Regression : labels.Length == 2 ? TeacherTask.Binary : TeacherTask.MultiClass,
            Inputs = inputs,
            RawNames = TreesReader.Names("raw", weights.Length),
            OutputNames = labels is null ? TreesReader.Names("prediction", weights.Length) : ClassLabels.OutputNames(labels),
            Weights = weights,
            Start = glm.Offset.Count == 0 ? new double[weights.Length] : [.. glm.Offset],
            Transform = new CoreMlTransform(link, labels),
            Objective = classifies ? "classification" : "regression",
        };
    }

    private CoreMlLink RegressionLink(int transform) => transform switch
    {
        0 => CoreMlLink.None,
        1 => CoreMlLink.Logistic,
        2 => throw Probit(),
        _ => throw Malformed($"transform {transform} is unknown"),
    };

    // ReferenceClass: the first class has no row of weights; OneVsRest: every class has one, but of two classes one is enough.
    private CoreMlLink ClassLink(Glm glm, int classes)
    {
        if (glm.Transform == 1) throw Probit();
        int rows = glm.Weights.Count;
        if (glm.Transform != 0 || glm.Encoding is not (0 or 1)) throw Malformed("the transform or the class encoding is unknown");
        if (rows == 1 && classes == 2) return CoreMlLink.Logistic;
        if (rows != (glm.Encoding == 0 ? classes - 1 : classes)) throw Malformed($"{rows} rows of weights for {classes} classes");
        return glm.Encoding == 0 ? CoreMlLink.SoftmaxWithZeroClass : CoreMlLink.OneVersusRest;
    }

    private UserErrorException Probit() => Catalogue.ModelUnsupported(path, "a probit link is not supported", "Train a logistic model instead.");

    private UserErrorException Malformed(string what) => Catalogue.ModelMalformed(path, "the linear model", what);
}
