namespace Endcap.Compression.Models.Dense;

/// <summary>
/// A hidden layer's activation as a label computes it: 0…255 stands for Offset + OutStep · code. Sigmoid and tanh are a
/// table over sums in whole InSteps from −128 to 127; a rectifier needs none.
/// </summary>
/// <param name="Activation">The function.</param>
/// <param name="InStep">Step of the table's inputs; 0 for a rectifier.</param>
/// <param name="OutStep">Step of the outputs, above 0.</param>
/// <param name="Offset">The value of code 0, not above 0.</param>
public readonly record struct ActivationGrid(Activation Activation, double InStep, double OutStep, double Offset)
{
    /// <summary>Largest code.</summary>
    public const int Most = 255;

    // Below it, quotients of steps would leave the ranges of multipliers and shifts.
    private const double LeastStep = 1e-9;

    /// <summary>The grid for sums within a range; sums beyond it are clipped.</summary>
    public static ActivationGrid For(Activation activation, double low, double high)
    {
        if (activation == Activation.Relu) return new ActivationGrid(activation, 0, Math.Max(high / Most, LeastStep), 0);
        double step = Math.Max(Math.Max(Math.Abs(low), Math.Abs(high)) / 127, LeastStep);
        // Zero is in the range, so that a layer's offsets stay small beside its weights.
        double least = Math.Min(0, activation.Of(-128 * step)), most = activation.Of(127 * step);
        return new ActivationGrid(activation, step, Math.Max((most - least) / Most, LeastStep), least);
    }

    /// <summary>The largest value.</summary>
    public double Top => Offset + Most * OutStep;

    /// <summary>The step of what the multiplier and shift before the activation make of a sum.</summary>
    public double StageStep => Activation == Activation.Relu ? OutStep : InStep;

    /// <summary>The sum as the table sees it; a rectifier sees all.</summary>
    public double Seen(double sum) => InStep == 0 ? sum : InStep * Math.Clamp(Math.Floor(sum / InStep + 0.5), -128, 127);

    /// <summary>The code of an activated value.</summary>
    public int Code(double value) => (int)Math.Clamp(Math.Floor((value - Offset) / OutStep + 0.5), 0, Most);

    /// <summary>Whether a sum lies in the range, so that a gradient passes.</summary>
    public bool Passes(double sum) => InStep == 0 ? sum <= Top + OutStep / 2 : sum >= -128.5 * InStep && sum <= 127.5 * InStep;

    /// <summary>What the label makes of a sum.</summary>
    public double Of(double sum) => Offset + OutStep * Code(Activation.Of(Seen(sum)));

    /// <summary>The 256 bytes of the table; null for a rectifier.</summary>
    public byte[]? Table()
    {
        if (InStep == 0) return null;
        byte[] table = new byte[256];
        for (int i = 0; i < table.Length; i++) table[i] = (byte)Code(Activation.Of((i - 128) * InStep));
        return table;
    }
}
