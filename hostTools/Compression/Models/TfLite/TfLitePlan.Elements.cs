using Endcap.Compression.Models.Teachers.Dense;
using Endcap.Compression.Models.TfLite.Steps;

namespace Endcap.Compression.Models.TfLite;

/// <summary>Operators on single elements: ADD, MUL and activations.</summary>
internal sealed partial class TfLitePlan
{
    private TfLiteStep Pair(TfLiteOperator op, bool product, int options)
    {
        TfLiteTensor a = Operand(op, 0), b = Operand(op, 1);
        if (!Repeats(a.Shape, b.Shape) && !Repeats(b.Shape, a.Shape))
            throw Refuse(op, $"shapes {Shape(a)} and {Shape(b)}: only whole trailing dimensions repeat");
        TfLiteTensor output = Result(op, Math.Max(a.Count, b.Count));
        int fused = Options(op, options)?.UInt8(0) ?? 0;
        if (a.Type == TfLiteType.Float32 && b.Type == TfLiteType.Float32 && output.IsFloat)
            return new FloatPair(product, a.Index, b.Index, FloatFused(op, fused, output.Count), op.Output);
        if (a.Type != TfLiteType.Int8 || b.Type != TfLiteType.Int8 || output.Type != TfLiteType.Int8) throw Refuse(op, $"{a.Type} and {b.Type}");
        CheckScaled(op, a, b, output);
        OutputClamp clamp = IntegerFused(op, fused, output);
        int[] zeros = [a.Zero, b.Zero];
        if (product) return new IntegerProduct(a.Index, b.Index, zeros, Factor(op, (double)a.Scale * b.Scale / output.Scale), clamp, op.Output);
        double twice = 2 * (double)Math.Max(a.Scale, b.Scale);
        Requantise[] scales =
        [
            Factor(op, a.Scale / twice),
            Factor(op, b.Scale / twice),
            Factor(op, twice / ((1 << IntegerSum.ExtraBits) * (double)output.Scale)),
        ];
        return new IntegerSum(a.Index, b.Index, zeros, scales, clamp, op.Output);
    }

    // Whether the shorter shape, its leading ones left out, is the end of the longer one: then element i % count is the right one.
    private static bool Repeats(int[] longer, int[] shorter)
    {
        ReadOnlySpan<int> end = shorter.AsSpan();
        while (end.Length > 0 && end[0] == 1) end = end[1..];
        return longer.AsSpan().EndsWith(end);
    }

    private static string Shape(TfLiteTensor tensor) => $"[{string.Join(", ", tensor.Shape)}]";

    private TfLiteStep Relu(TfLiteOperator op)
    {
        bool six = op.Code == BuiltinOperators.Relu6;
        TfLiteTensor input = Operand(op, 0), output = Result(op, input.Count);
        if (input.Type == TfLiteType.Float32 && output.IsFloat)
            return Elements(new Activation(input.Count, six ? ActivationKind.Relu6 : ActivationKind.Relu), input, op);
        if (input.Type != TfLiteType.Int8 || output.Type != TfLiteType.Int8) throw Refuse(op, $"{input.Type} to {output.Type}");
        CheckScaled(op, input, output);
        Requantise scale = Factor(op, input.Scale / output.Scale);
        return new IntegerRescale(input.Index, input.Zero, scale, IntegerFused(op, six ? 3 : 1, output), op.Output);
    }

    private TfLiteStep Curve(TfLiteOperator op)
    {
        bool tanh = op.Code == BuiltinOperators.Tanh;
        TfLiteTensor input = Operand(op, 0), output = Result(op, input.Count);
        if (input.Type == TfLiteType.Float32 && output.IsFloat)
            return Elements(new Activation(input.Count, tanh ? ActivationKind.Tanh : ActivationKind.Sigmoid), input, op);
        if (input.Type != TfLiteType.Int8 || output.Type != TfLiteType.Int8) throw Refuse(op, $"{input.Type} to {output.Type}");
        CheckScaled(op, input, output);
        return new IntegerTable(tanh ? "tanh" : "sigmoid", Table(input, output, tanh), input.Index, op.Output);
    }

    // As in activations.cc, PopulateLookupTable: float32 throughout, multiplied with the reciprocal.
    private static sbyte[] Table(TfLiteTensor input, TfLiteTensor output, bool tanh)
    {
        var table = new sbyte[256];
        float inverse = 1 / output.Scale;
        for (int i = 0; i < table.Length; i++)
        {
            float x = input.Scale * (i - 128 - input.Zero), y = tanh ? MathF.Tanh(x) : 1 / (1 + MathF.Exp(-x));
            table[i] = (sbyte)Math.Clamp(MathF.Round(y * inverse, MidpointRounding.AwayFromZero) + output.Zero, sbyte.MinValue, sbyte.MaxValue);
        }

        return table;
    }

    private TfLiteStep Softmax(TfLiteOperator op)
    {
        TfLiteTensor input = Operand(op, 0), output = Result(op, input.Count);
        float beta = Options(op, 9)?.Single(0) ?? 1;
        if (beta != 1) throw Refuse(op, $"its beta is {beta:R}, not 1");
        if (input.Type == TfLiteType.Float32 && output.IsFloat)
            return new FloatStep(new Activation(input.Last, ActivationKind.Softmax), null, input.Count / input.Last, input.Index, op.Output);
        if (input.Type != TfLiteType.Int8 || output.Type != TfLiteType.Int8) throw Refuse(op, $"{input.Type} to {output.Type}");
        CheckScaled(op, input, output);
        OutputClamp clamp = Clamp(output, float.NegativeInfinity, float.PositiveInfinity, "");
        return new IntegerSoftmax(input.Scale, output.Scale, clamp, input.Last, input.Index, op.Output);
    }

    private static FloatStep Elements(Activation activation, TfLiteTensor input, TfLiteOperator op) =>
        new(activation, null, 1, input.Index, op.Output);
}
