namespace Endcap.Compression.Models.Teachers;

/// <summary>One input of a teacher.</summary>
/// <param name="Name">The column's name in the model, or null where the model knows positions only.</param>
public sealed record TeacherInput(string? Name)
{
    /// <summary>Whether the number is the code of a category: its order means nothing, only equality does.</summary>
    public bool IsCategory { get; init; }

    /// <summary>The code of a category's text, where the model holds texts; null: cells are numbers. Unknown texts have a code that the model treats as unknown.</summary>
    public Func<string, double>? CodeOf { get; init; }

    /// <summary>
    /// The number of a cell's text as the tool itself reads data files, where that is not the nearest double; null: it is. For texts
    /// that are numbers only; unused where <see cref="CodeOf"/> is set.
    /// </summary>
    public Func<string, double>? NumberOf { get; init; }

    /// <summary>[code]: the texts, where the model lists them; null: not known.</summary>
    public IReadOnlyList<string>? Categories { get; init; }
}
