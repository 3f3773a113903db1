using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.TfLite.Steps;

namespace Endcap.Compression.Models.TfLite;

/// <summary>Predicts rows with a <see cref="TfLiteTeacher"/>.</summary>
internal sealed class TfLiteScorer : TeacherScorer
{
    private readonly TfLiteTeacher _teacher;
    private readonly TensorValues _values;

    public TfLiteScorer(TfLiteTeacher teacher)
    {
        _teacher = teacher;
        _values = new TensorValues { Floats = [.. teacher.Floats], Integers = [.. teacher.Integers] };
        foreach (TfLiteTensor tensor in teacher.Computed)
        {
            if (tensor.IsFloat) _values.Floats[tensor.Index] = new float[tensor.Count];
            else _values.Integers[tensor.Index] = new int[tensor.Count];
        }
    }

    public override void Score(ReadOnlySpan<double> row, Span<double> raw, Span<double> outputs)
    {
        _values.Failed = false;
        int at = 0;
        foreach (TfLiteTensor tensor in _teacher.InputTensors) Give(tensor, row.Slice(at, tensor.Count), ref at);
        foreach (TfLiteStep step in _teacher.Steps) step.Run(_values);
        at = 0;
        foreach (TfLiteTensor tensor in _teacher.OutputTensors) Take(tensor, outputs.Slice(at, tensor.Count), ref at);
        if (_values.Failed) outputs.Fill(double.NaN);
    }

    private void Give(TfLiteTensor tensor, ReadOnlySpan<double> row, ref int at)
    {
        (int least, int most) = tensor.Range;
        for (int i = 0; i < row.Length; i++)
        {
            if (tensor.IsFloat) _values.Floats[tensor.Index]![i] = (float)row[i];
            else if (double.IsNaN(row[i])) _values.Failed = true;
            else _values.Integers[tensor.Index]![i] = (int)Math.Clamp(Math.Round(row[i]), least, most);
        }

        at += row.Length;
    }

    private void Take(TfLiteTensor tensor, Span<double> outputs, ref int at)
    {
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = tensor.IsFloat ? _values.Floats[tensor.Index]![i] : _values.Integers[tensor.Index]![i];
        at += outputs.Length;
    }
}
