namespace Endcap.Compression.Models.Dense;

/// <summary>What follows the sums of a hidden layer. All rise and none is steeper than 1.</summary>
public enum Activation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>1 / (1 + e^−x).</summary>
    Sigmoid,

    /// <summary>tanh x.</summary>
    Tanh,
}

/// <summary>Names and values of activations.</summary>
public static class ActivationMath
{
    /// <summary>The names, in the order of <see cref="Activation"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["relu", "sigmoid", "tanh"];

    /// <summary>The activation's name.</summary>
    public static string Name(this Activation activation) => Names[(int)activation];

    /// <summary>The activated sum.</summary>
    public static double Of(this Activation activation, double sum) => activation switch
    {
        Activation.Relu => Math.Max(0, sum),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-sum)),
        _ => Math.Tanh(sum),
    };

    /// <summary>The derivative, from the activated value.</summary>
    public static double Slope(this Activation activation, double value) => activation switch
    {
        Activation.Relu => value > 0 ? 1 : 0,
        Activation.Sigmoid => value * (1 - value),
        _ => 1 - value * value,
    };

    /// <summary>The steepest slope.</summary>
    public static double Steepest(this Activation activation) => activation == Activation.Sigmoid ? 0.25 : 1;
}
