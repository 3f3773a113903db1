using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.Teachers.Graph;

/// <summary>Predicts rows with a <see cref="GraphTeacher"/>.</summary>
internal sealed class GraphScorer(GraphTeacher teacher) : TeacherScorer
{
    private readonly GraphRun _run = new(teacher.Constants, teacher.Steps);

    public override void Score(ReadOnlySpan<double> row, Span<double> raw, Span<double> outputs)
    {
        try
        {
            int column = 0;
            foreach (GraphInput input in teacher.GraphInputs)
            {
                _run.Set(input, row.Slice(column, input.Columns));
                column += input.Columns;
            }

            _run.Run();
            Collect(outputs);
        }
        catch (GraphFaultException e)
        {
            throw Catalogue.ModelUnsupported(teacher.File, $"a row does not fit the model: {e.Message}",
                "Give each input the kind of numbers that it had in training: whole numbers from 0 for identifiers, and no missing ones.");
        }
    }

    private void Collect(Span<double> outputs)
    {
        int at = 0;
        foreach (int slot in teacher.Results)
        {
            Span<double> values = _run[slot].Values;
            if (at + values.Length > outputs.Length) throw new GraphFaultException("the number of results depends on the row");
            values.CopyTo(outputs[at..]);
            at += values.Length;
        }

        if (at != outputs.Length) throw new GraphFaultException("the number of results depends on the row");
    }
}
