using Endcap.Compression.Errors;

namespace Endcap.Compression.Models.Teachers;

/// <summary>Which column feeds which input of a teacher.</summary>
public static class InputColumns
{
    /// <summary>
    /// By name where the model has names, else by position. Names that match nowhere at all, as tools invent them for data
    /// without a header, count as positions when the numbers of inputs and columns agree. Errors: E265, E266.
    /// </summary>
    /// <param name="inputs">The teacher's inputs.</param>
    /// <param name="columns">The columns to choose from, in the file's order.</param>
    /// <param name="file">The file, for messages.</param>
    /// <returns>[input]: index into <paramref name="columns"/>; and whether the names were not used although there are some.</returns>
    public static (int[] Columns, bool NamesIgnored) Match(IReadOnlyList<TeacherInput> inputs, IReadOnlyList<string> columns, string file)
    {
        bool named = inputs.Any(input => input.Name is not null);
        if (named)
        {
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int c = 0; c < columns.Count; c++) numbers.TryAdd(columns[c], c);
            int[] found = [.. inputs.Select(input => input.Name is { } name ? numbers.GetValueOrDefault(name, -1) : -1)];
            if (!found.Contains(-1)) return (found, false);
            bool none = Array.TrueForAll(found, column => column < 0);
            if (!none || columns.Count != inputs.Count)
            {
                throw Catalogue.InputsNotInHeader(file,
                    Enumerable.Range(0, found.Length).Where(i => found[i] < 0).Select(i => inputs[i].Name ?? $"input {i + 1}"), columns);
            }
        }

        if (columns.Count != inputs.Count) throw Catalogue.InputsByPosition(file, inputs.Count, columns);
        return ([.. Enumerable.Range(0, inputs.Count)], named);
    }
}
