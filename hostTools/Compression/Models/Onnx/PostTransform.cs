namespace Endcap.Compression.Models.Onnx;

/// <summary>The post_transform of ai.onnx.ml operators; numbers as in TreeEnsemble (opset 5).</summary>
public enum PostTransform
{
    /// <summary>Scores as they are.</summary>
    None,

    /// <summary>e^x / Σ e^x</summary>
    Softmax,

    /// <summary>1 / (1 + e^−x)</summary>
    Logistic,

    /// <summary>Softmax that leaves zeros out.</summary>
    SoftmaxZero,

    /// <summary>√2 · erf⁻¹(2x − 1), approximated as ONNX Runtime does.</summary>
    Probit,
}
