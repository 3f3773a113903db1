namespace Endcap.Compression.Errors;

/// <summary>E222–E226: precision, teachers and compression of dense networks.</summary>
public static partial class Catalogue
{
    /// <summary>E222: a number of bits that no block of weights has.</summary>
    public static UserErrorException DenseBits(string where, string text) => new("E222",
        $"{where}: {Short(text)} bits; a label's weights have 8, 4 or 2.", ModelHelp);

    /// <summary>E223: a teacher whose score means something else than the student's.</summary>
    public static UserErrorException TeacherMeansOther(string file, string teacher, string student) => new("E223",
        $"{file}: the teacher's score is {teacher}, the student is to learn {student}.",
        "Train the student for the teacher's objective (--objective), or give a teacher of the same task; a ranker learns from any score.");

    /// <summary>E224: features of a teacher that has none to match.</summary>
    public static UserErrorException NothingToMatch(string file) => new("E224",
        $"{file}: --match-features needs the hidden units of a dense network of endcap; this model has none.",
        "Leave --match-features out: --teacher alone learns the model's scores.");

    /// <summary>E225: a teacher whose score is no number at some row.</summary>
    public static UserErrorException TeacherScoreNotFinite(string file, string data, long line) => new("E225",
        $"{file}: the teacher's score of the row at {data}, line {line}, is not finite.",
        "Look at that row's cells: a value far outside what the teacher was trained on, or a missing one that it cannot take.");

    /// <summary>E226: a step of a recipe that dense networks have not.</summary>
    public static UserErrorException StepUnknownHere(string step, string method, IEnumerable<string> known) => new("E226",
        $"The step \"{Short(step)}\" names no method of dense networks: \"{Short(method)}\".",
        $"Use a recipe that was made for a dense network; its steps are: {string.Join(", ", known)}.");
}
