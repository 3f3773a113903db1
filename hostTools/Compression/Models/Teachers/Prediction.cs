using System.Text;
using Endcap.Compression.Datasets;

namespace Endcap.Compression.Models.Teachers;

/// <summary>What predicting a file came to.</summary>
/// <param name="Rows">Rows predicted.</param>
/// <param name="Columns">The columns written.</param>
/// <param name="NamesIgnored">Whether inputs were taken by position although the model has names for them.</param>
public sealed record PredictionResult(long Rows, IReadOnlyList<string> Columns, bool NamesIgnored);

/// <summary>Predicts the rows of a CSV in blocks, in parallel, with memory that does not grow with the file.</summary>
public static class Prediction
{
    private const int MostRowsPerBlock = 4096, MostCellsPerBlock = 1 << 20;

    /// <summary>
    /// Writes a CSV: a header of the teacher's names, then one line per row, in order; float32 numbers with float32's shortest
    /// digits. Errors: E103–E107, E105, E111, E265, E266.
    /// </summary>
    /// <param name="teacher">The model.</param>
    /// <param name="data">The CSV of inputs; an empty cell is missing.</param>
    /// <param name="output">Gets UTF-8 text.</param>
    /// <param name="raw">Whether the untransformed scores come first.</param>
    /// <param name="progress">Told the fraction done, 0…1; or null.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public static PredictionResult Run(Teacher teacher, string data, Stream output, bool raw,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        using CsvRows rows = CsvRows.Open(data);
        (int[] columns, bool namesIgnored) = InputColumns.Match(teacher.Inputs, rows.Header, data);
        var cells = new TeacherCells(teacher.Inputs, columns);
        int perBlock = Math.Clamp(MostCellsPerBlock / Math.Max(1, teacher.Inputs.Count), 1, MostRowsPerBlock);
        PredictionBlock[] blocks = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new PredictionBlock(teacher, perBlock, raw))];
        string[] names = [.. raw ? teacher.RawNames : [], .. teacher.OutputNames];
        output.Write(Encoding.UTF8.GetBytes(string.Join(',', names.Select(Quoted)) + "\n"));
        long count = 0;
        for (bool more = true; more;)
        {
            cancellation.ThrowIfCancellationRequested();
            int used = 0;
            while (more && used < blocks.Length) more = blocks[used++].Fill(rows, cells);
            Parallel.For(0, used, b => blocks[b].Predict());
            for (int b = 0; b < used; b++)
            {
                output.Write(blocks[b].Text);
                count += blocks[b].Count;
            }

            progress?.Report(rows.Fraction);
        }

        return new PredictionResult(count, names, namesIgnored);
    }

    private static string Quoted(string name) =>
        name.AsSpan().ContainsAny(",\"\r\n") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}
