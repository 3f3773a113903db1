using Endcap.Compression.Models.TfLite.Steps;

namespace Endcap.Compression.Models.TfLite;

/// <summary>Operators that move elements or change their type.</summary>
internal sealed partial class TfLitePlan
{
    private Copy Reshape(TfLiteOperator op)
    {
        TfLiteTensor input = Operand(op, 0), output = Result(op, input.Count);
        CheckSame(op, input, output);
        return new Copy("reshape", [input.Index], [input.Count], 1, op.Output);
    }

    private Copy Concatenation(TfLiteOperator op)
    {
        FlatTable? options = Options(op, 10);
        if (options?.UInt8(1) is > 0) throw Refuse(op, "it has a fused activation");
        TfLiteTensor[] inputs = [.. Enumerable.Range(0, op.Inputs.Length).Select(i => Operand(op, i))];
        if (inputs.Length == 0) throw _buffer.Bad(op.Place, "it has no operands");
        int rank = inputs[0].Shape.Length, axis = options?.Int32(0) ?? 0;
        if (axis < 0) axis += rank;
        if (axis < 0 || axis >= rank) throw _buffer.Bad(op.Place, $"axis {axis} of {rank} dimensions");
        TfLiteTensor output = Result(op, inputs.Sum(input => (long)input.Count));
        foreach (TfLiteTensor input in inputs)
        {
            CheckSame(op, input, output);
            if (!SameBut(axis, input.Shape, inputs[0].Shape)) throw _buffer.Bad(op.Place, "operands of different shapes");
        }

        int turns = inputs[0].Shape[..axis].Aggregate(1, (product, length) => product * length);
        return new Copy("concatenation", [.. inputs.Select(input => input.Index)], [.. inputs.Select(input => input.Count / turns)], turns, op.Output);
    }

    private static bool SameBut(int axis, int[] a, int[] b) =>
        a.Length == b.Length && Enumerable.Range(0, a.Length).All(d => d == axis || a[d] == b[d]);

    private Lookup Lookup(TfLiteOperator op)
    {
        bool gather = op.Code == BuiltinOperators.Gather;
        TfLiteTensor table = Operand(op, gather ? 0 : 1), indices = Operand(op, gather ? 1 : 0);
        FlatTable? options = gather ? Options(op, 23) : null;
        if (options is FlatTable found && (found.Int32(0) != 0 || found.Int32(1) != 0)) throw Refuse(op, "it gathers along another dimension than the first");
        if (indices.Type is not (TfLiteType.Int32 or TfLiteType.Int64)) throw Refuse(op, $"indices of {indices.Type}");
        if (table.Shape.Length == 0) throw _buffer.Bad(op.Place, "the table has no dimensions");
        int rows = table.Shape[0], length = table.Count / rows;
        TfLiteTensor output = Result(op, (long)indices.Count * length);
        CheckSame(op, table, output);
        return new Lookup(table.Index, rows, length, indices.Index, op.Output);
    }

    private TfLiteStep Quantize(TfLiteOperator op)
    {
        TfLiteTensor input = Operand(op, 0), output = Result(op, input.Count);
        if (!Is8Bit(output)) throw Refuse(op, $"{input.Type} to {output.Type}");
        CheckScaled(op, output);
        OutputClamp clamp = Clamp(output, float.NegativeInfinity, float.PositiveInfinity, "");
        if (input.Type == TfLiteType.Float32) return new Quantise(input.Index, output.Scale, clamp, op.Output);
        if (!Is8Bit(input)) throw Refuse(op, $"{input.Type} to {output.Type}");
        CheckScaled(op, input);
        return new IntegerRescale(input.Index, input.Zero, Factor(op, (double)input.Scale / output.Scale), clamp, op.Output);
    }

    private Dequantise Dequantize(TfLiteOperator op)
    {
        TfLiteTensor input = Operand(op, 0), output = Result(op, input.Count);
        if (output.Type != TfLiteType.Float32) throw Refuse(op, $"{input.Type} to {output.Type}");
        if (!Is8Bit(input)) throw Refuse(op, $"{input.Type} to {output.Type}");
        CheckScaled(op, input);
        return new Dequantise(input.Index, input.Scale, input.Zero, op.Output);
    }

    // DEQUANTIZE of weights kept in float16: its output is a constant too.
    private bool Constant(TfLiteOperator op)
    {
        if (op.Code != BuiltinOperators.Dequantize) return false;
        TfLiteTensor input = Operand(op, 0), output = Result(op, input.Count);
        if (input.Type != TfLiteType.Float16 || output.Type != TfLiteType.Float32) return false;
        if (!input.IsConstant || _filled[output.Index]) throw _buffer.Bad(op.Place, $"{output.Place} is filled twice, or from float16 that is no constant");
        _graph.Tensors[output.Index] = output with { Data = input.Data };
        Floats[output.Index] = Floats[input.Index];
        _used.Add(output.Index);
        return _filled[output.Index] = true;
    }

    private void CheckSame(TfLiteOperator op, TfLiteTensor input, TfLiteTensor output)
    {
        if (input.Type != output.Type) throw Refuse(op, $"{input.Type} to {output.Type}");
        if (Is8Bit(input) && (!input.Scales.SequenceEqual(output.Scales) || !input.Zeros.SequenceEqual(output.Zeros)))
            throw Refuse(op, "its operands have different scales (requantise them first)");
    }

    private static bool Is8Bit(TfLiteTensor tensor) => tensor.Type is TfLiteType.Int8 or TfLiteType.UInt8;
}
