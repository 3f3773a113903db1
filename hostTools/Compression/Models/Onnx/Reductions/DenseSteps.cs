using Endcap.Compression.Models.Onnx.Ml;
using Endcap.Compression.Models.Teachers.Dense;
using Endcap.Compression.Models.Teachers.Graph;
using Endcap.Compression.Models.Teachers.Graph.Ops;

namespace Endcap.Compression.Models.Onnx.Reductions;

/// <summary>Single operations as layers on a vector, where they compute the same.</summary>
internal static class DenseSteps
{
    /// <summary>The layer of a step, or null.</summary>
    /// <param name="step">The step.</param>
    /// <param name="data">Which of its inputs is the vector.</param>
    /// <param name="inputs">[input]: all but the vector are constants.</param>
    /// <param name="length">Length of the vector.</param>
    public static DenseStep? TryRead(GraphStep step, int data, Tensor?[] inputs, int length)
    {
        if (step.Op is Broadcast && inputs.Length == 2) return TryBroadcast(step.Kind, data, inputs[1 - data]!, length);
        if (data != 0) return null;
        return step.Op switch
        {
            Scaler scaler => new Affine(Spread(scaler.Offset, length), Spread(scaler.Scale, length)),
            MatMul when inputs[1] is { Rank: 2 } weights => Layer(weights, false, null),
            Gemm { IsPlain: true } gemm when inputs[1] is { Rank: 2 } weights => TryGemm(gemm, weights, inputs.ElementAtOrDefault(2)),
            Softmax softmax when inputs[0] is { Rank: 2 } x && softmax.IsOverLastOf(x.Rank) && x.Shape[1] == length => new Activation(length, ActivationKind.Softmax),
            Clip clip when clip.Limits(inputs.ElementAtOrDefault(1), inputs.ElementAtOrDefault(2)) == (0, 6) => new Activation(length, ActivationKind.Relu6),
            Elementwise elementwise => TryActivation(step.Kind, elementwise.Alpha, length),
            _ => null,
        };
    }

    private static Activation? TryActivation(string kind, float alpha, int length) => kind switch
    {
        "Relu" => new Activation(length, ActivationKind.Relu),
        "LeakyRelu" => new Activation(length, ActivationKind.LeakyRelu, alpha),
        "Sigmoid" => new Activation(length, ActivationKind.Sigmoid),
        "Tanh" => new Activation(length, ActivationKind.Tanh),
        _ => null,
    };

    // x − c, x + c and x · c are one float32 operation beside steps that change nothing.
    private static DenseStep? TryBroadcast(string kind, int data, Tensor constant, int length)
    {
        if ((constant.Count != 1 && constant.Count != length) || constant.Type != TensorType.SinglePrecision || constant.Rank > 2) return null;
        if (constant.Rank == 2 && constant.Shape[0] != 1) return null;
        float[] numbers = Spread(Singles(constant), length), ones = [.. Enumerable.Repeat(1f, length)];
        return (kind, data) switch
        {
            ("Sub", 0) => new Affine(numbers, ones),
            ("Add", _) => new Affine([.. numbers.Select(number => -number)], ones),
            ("Mul", _) => new Affine(new float[length], numbers),
            ("Div", 0) => new Quotient(numbers),
            _ => null,
        };
    }

    private static FullyConnected? TryGemm(Gemm gemm, Tensor weights, Tensor? bias)
    {
        int outputs = weights.Shape[gemm.IsTransposedB ? 0 : 1];
        if (bias is not null && bias.Count != 1 && bias.Count != outputs) return null;
        return Layer(weights, gemm.IsTransposedB, bias is null ? null : Spread(Singles(bias), outputs));
    }

    private static FullyConnected Layer(Tensor weights, bool transposed, float[]? bias)
    {
        int inputs = weights.Shape[transposed ? 1 : 0], outputs = weights.Shape[transposed ? 0 : 1];
        float[] own = Singles(weights);
        if (transposed) return new FullyConnected(inputs, outputs, own, bias);
        var turned = new float[own.Length];
        for (int i = 0; i < own.Length; i++) turned[i % outputs * inputs + i / outputs] = own[i];
        return new FullyConnected(inputs, outputs, turned, bias);
    }

    private static float[] Singles(Tensor tensor) => [.. tensor.Values.ToArray().Select(value => (float)value)];
    private static float[] Spread(float[] numbers, int length) => numbers.Length == length ? numbers : [.. Enumerable.Repeat(numbers[0], length)];
}
