using Endcap.Compression.Models.Teachers.Dense;
using Endcap.Compression.Models.TfLite.Steps;

namespace Endcap.Compression.Models.TfLite;

/// <summary>FULLY_CONNECTED.</summary>
internal sealed partial class TfLitePlan
{
    private TfLiteStep FullyConnected(TfLiteOperator op)
    {
        TfLiteTensor input = Operand(op, 0), weights = Operand(op, 1);
        if (weights.Shape.Length != 2) throw _buffer.Bad(op.Place, $"weights of {weights.Shape.Length} dimensions");
        if (!weights.IsConstant) throw Refuse(op, "its weights are computed");
        int outputs = weights.Shape[0], inputs = weights.Shape[1];
        if (input.Count % inputs != 0) throw _buffer.Bad(op.Place, $"{input.Count} elements for weights of {inputs}");
        FlatTable? options = Options(op, 8);
        if (options?.UInt8(1) is > 0) throw Refuse(op, "its weights are shuffled (weights_format)");
        int rows = input.Count / inputs, fused = options?.UInt8(0) ?? 0;
        TfLiteTensor output = Result(op, (long)rows * outputs);
        TfLiteTensor? bias = op.Inputs.Length > 2 && op.Inputs[2] >= 0 ? Operand(op, 2) : null;
        if (bias is not null && (bias.Count != outputs || !bias.IsConstant)) throw _buffer.Bad(op.Place, $"a bias of {bias.Count} elements, not {outputs} constants");
        if (input.IsFloat && weights.Type == TfLiteType.Float32 && output.IsFloat) return FloatDense(op, input, weights, bias, rows, fused);
        if (input.Type == TfLiteType.Int8 && weights.Type == TfLiteType.Int8 && output.Type == TfLiteType.Int8)
            return Int8Dense(op, input, weights, bias, rows, fused);
        throw Refuse(op, $"{weights.Type} weights with {input.Type} inputs (dynamic range or mixed types)");
    }

    private FloatStep FloatDense(TfLiteOperator op, TfLiteTensor input, TfLiteTensor weights, TfLiteTensor? bias, int rows, int fused)
    {
        if (bias is not null && bias.Type != TfLiteType.Float32) throw Refuse(op, $"a bias of {bias.Type}");
        int outputs = weights.Shape[0];
        var step = new FullyConnected(weights.Shape[1], outputs, Floats[weights.Index]!, bias is null ? null : Floats[bias.Index]);
        return new FloatStep(step, FloatFused(op, fused, outputs), rows, input.Index, op.Output);
    }

    private IntegerDense Int8Dense(TfLiteOperator op, TfLiteTensor input, TfLiteTensor weights, TfLiteTensor? bias, int rows, int fused)
    {
        TfLiteTensor output = _graph.Tensors[op.Output];
        CheckScaled(op, input, output);
        if (bias is not null && bias.Type != TfLiteType.Int32) throw Refuse(op, $"a bias of {bias.Type}");
        int outputs = weights.Shape[0], inputs = weights.Shape[1];
        int[] values = [.. Integers[weights.Index]!];
        if (weights.Scales.Length == 1) for (int i = 0; i < values.Length; i++) values[i] -= weights.Zero;
        else if (weights.Scales.Length != outputs || weights.Axis != 0 || weights.Zeros.Any(zero => zero != 0))
            throw _buffer.Bad(op.Place, "weights need a scale, or one per output with zero points of 0");
        var scales = new Requantise[outputs];
        for (int o = 0; o < outputs; o++) scales[o] = Factor(op, DenseFactor(input.Scale, weights.Scales, o, output.Scale));
        return new IntegerDense(values, bias is null ? new int[outputs] : Integers[bias.Index]!, scales, inputs, rows, input.Zero,
            IntegerFused(op, fused, output), input.Index, op.Output);
    }

    // One scale for all: TFLite multiplies in float32 (GetQuantizedConvolutionMultipler); one per output: in double.
    private static double DenseFactor(float input, float[] weights, int output, float result) => weights.Length == 1
        ? (double)(input * weights[0]) / result
        : (double)input * weights[output] / result;

    private Requantise Factor(TfLiteOperator op, double factor) =>
        Requantise.Fits(factor) ? Requantise.Of(factor) : throw _buffer.Bad(op.Place, $"scales with a quotient of {factor:R}");

    private void CheckScaled(TfLiteOperator op, params TfLiteTensor[] tensors)
    {
        foreach (TfLiteTensor tensor in tensors)
            if (tensor.Scales.Length != 1) throw _buffer.Bad(op.Place, $"{tensor.Place} has {tensor.Scales.Length} scales, not 1");
    }

    private Activation? FloatFused(TfLiteOperator op, int fused, int length) => fused switch
    {
        0 => null,
        1 => new Activation(length, ActivationKind.Relu),
        3 => new Activation(length, ActivationKind.Relu6),
        _ => throw Refuse(op, $"its fused activation is {FusedName(fused)}"),
    };

    private OutputClamp IntegerFused(TfLiteOperator op, int fused, TfLiteTensor output) => fused switch
    {
        0 => Clamp(output, float.NegativeInfinity, float.PositiveInfinity, ""),
        1 => Clamp(output, 0, float.PositiveInfinity, ", relu"),
        3 => Clamp(output, 0, 6, ", relu6"),
        _ => throw Refuse(op, $"its fused activation is {FusedName(fused)}"),
    };

    private static OutputClamp Clamp(TfLiteTensor output, float least, float most, string text)
    {
        (int lowest, int highest) = output.Range;
        int low = Math.Max(lowest, Quantised(least, output)), high = Math.Min(highest, Quantised(most, output));
        return new OutputClamp(output.Zero, low, Math.Max(low, high), text);
    }

    private static int Quantised(float value, TfLiteTensor output) =>
        output.Zero + (int)Math.Clamp(MathF.Round(value / output.Scale, MidpointRounding.AwayFromZero), -1e6f, 1e6f);

    private static string FusedName(int fused) => fused switch { 2 => "RELU_N1_TO_1", 4 => "TANH", 5 => "SIGN_BIT", _ => $"number {fused}" };
}
