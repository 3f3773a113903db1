using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;

namespace Endcap.Compression.Models.LightGbm;

/// <summary>Describes a model's inputs.</summary>
internal static class LightGbmInputs
{
    public static TeacherInput[] Make(LightGbmHeader header, IReadOnlyList<DecisionTree> trees, LightGbmTail tail)
    {
        IReadOnlyList<LightGbmCategories> categories = tail.Categories;
        int count = header.InputNames.Length;
        bool[] isCategory = Categorical(header, trees);
        bool unnamed = header.InputNames.Select((name, i) => name == $"Column_{i}").All(same => same); // LightGBM's own names
        // The file does not say which columns the texts belong to: they are the category columns in order, if there are as many.
        bool match = categories.Count == isCategory.Count(is_ => is_);
        var inputs = new TeacherInput[count];
        for (int i = 0, next = 0; i < count; i++)
        {
            LightGbmCategories? texts = match && isCategory[i] ? categories[next++] : null;
            inputs[i] = new TeacherInput(unnamed ? null : header.InputNames[i])
            {
                IsCategory = isCategory[i],
                NumberOf = tail.ReadsPrecisely ? null : LightGbmNumber.OfCell,
                CodeOf = texts is null ? null : texts.CodeOf,
                Categories = texts?.Texts,
            };
        }

        return inputs;
    }

    private static bool[] Categorical(LightGbmHeader header, IReadOnlyList<DecisionTree> trees)
    {
        bool[] categorical = new bool[header.InputNames.Length];
        for (int i = 0; i < header.InputInfos.Length; i++)
            categorical[i] = header.InputInfos[i] is not "none" and var info && !info.StartsWith('[');
        foreach (DecisionTree tree in trees)
        {
            for (int n = 0; n < tree.NodeCount; n++)
                if (tree.Categories?[n] is not null) categorical[tree.Feature[n]] = true;
        }

        return categorical;
    }
}
