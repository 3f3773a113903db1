namespace Endcap.Compression.Models.Teachers;

/// <summary>What a teacher was trained for.</summary>
public enum TeacherTask
{
    /// <summary>A number.</summary>
    Regression,

    /// <summary>The probability of one class of two.</summary>
    Binary,

    /// <summary>One probability (or score) per class, more than two.</summary>
    MultiClass,

    /// <summary>An order of the rows of a group.</summary>
    Ranking,
}
