namespace Endcap.Compression.Models.Teachers.Dense;

/// <summary>What an <see cref="Activation"/> does to each element.</summary>
public enum ActivationKind
{
    /// <summary>max(0, x)</summary>
    Relu,

    /// <summary>min(max(0, x), 6)</summary>
    Relu6,

    /// <summary>x where x ≥ 0, α · x otherwise</summary>
    LeakyRelu,

    /// <summary>1 / (1 + e^−x)</summary>
    Sigmoid,

    /// <summary>tanh x</summary>
    Tanh,

    /// <summary>e^(x − max) / Σ e^(x − max), over the whole vector</summary>
    Softmax,
}
