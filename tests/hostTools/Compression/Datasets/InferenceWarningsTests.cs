using Endcap.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Datasets;

[TestClass]
public class InferenceWarningsTests
{
    private static readonly InferenceOptions Plain = new() { Label = "y" };
    private static readonly InferenceOptions Ranking = Plain with { Group = "g" };

    [TestMethod]
    [DataRow(64, 0)]
    [DataRow(65, 1)]
    public void More_Shared_Features_Than_A_Blob_Holds_Are_Noticed(int features, int warnings)
    {
        IReadOnlyList<string> found = [.. Warnings(Wide(features), Plain with { Context = ["x0"] }).Where(each => !each.Contains("does not know", StringComparison.Ordinal))];
        Assert.HasCount(warnings, found);
        if (warnings > 0) StringAssert.Contains(found[0], "65 shopper and context features are proposed; a blob holds 64", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("hour", "7,20,9,13", 0)]
    [DataRow("weekday", "0,4,6,2", 0)]
    [DataRow("weekend", "0,1,0,1", 0)]
    [DataRow("hour", "early,late,noon,late", 1)]
    [DataRow("weather", "0,1,2,3", 1)]
    public void A_Context_That_No_Label_Knows_Is_Noticed(string name, string values, int warnings)
    {
        string csv = $"y,{name}\n" + string.Concat(values.Split(',').Select((value, row) => $"{row & 1},{value}\n"));
        IReadOnlyList<string> found = Warnings(csv, Plain with { Context = [name] });
        Assert.HasCount(warnings, found, string.Join('\n', found));
        if (warnings > 0) StringAssert.Contains(found[0], $"a label does not know the context feature {name}", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(8, 0)]
    [DataRow(9, 1)]
    public void More_Affinity_Features_Than_A_Blob_Holds_Are_Noticed(int features, int warnings)
    {
        string[] names = [.. Enumerable.Range(0, features).Select(f => $"x{f}")];
        IReadOnlyList<string> found = Warnings(Wide(features), Plain with { Affinity = names });
        Assert.HasCount(warnings, found);
        if (warnings > 0) StringAssert.Contains(found[0], "9 affinity features are proposed; a blob holds 8", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("0,1,0,1", "")]
    [DataRow("0,1.0,0.0,1", "")]
    [DataRow("0,2,0,1", "values besides 0 and 1, such as 2: ranking takes them as relevances, of which 2 weighs 2^2 − 1")]
    [DataRow("0,-1,0,1", "has the value -1; ranking takes 0 to 31")]
    [DataRow("0,2,40,1", "has the value 40; ranking takes 0 to 31")]
    [DataRow("0,yes,0,1", "d.csv:3: the label y is \"yes\"")]
    [DataRow("0,,0,1", "is missing in 1 rows")]
    [DataRow("1,1,1,1", "is 1 in every row")]
    public void Labels_That_Ranking_Takes_For_Something_Else_Are_Noticed(string labels, string part)
    {
        string csv = "g,y,x\n" + string.Concat(labels.Split(',').Select((label, row) => $"{row / 2},{label},{row / 2}\n"));
        IReadOnlyList<string> found = Warnings(csv, Ranking);
        Assert.HasCount(part.Length == 0 ? 0 : 1, found, string.Join('\n', found));
        if (part.Length > 0) StringAssert.Contains(found[0], part, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Without_Groups_Any_Number_Is_A_Target() => Assert.IsEmpty(Warnings("y,x\n0.5,1\n-3,2\n", Plain));

    // Features x0, x1, … of two values each.
    private static string Wide(int features) => string.Concat(Enumerable.Range(-1, 3).Select(row =>
        string.Join(',', Enumerable.Range(0, features).Select(f => row < 0 ? $"x{f}" : $"{row}").Prepend(row < 0 ? "y" : $"{row}")) + "\n"));

    private static IReadOnlyList<string> Warnings(string csv, InferenceOptions options)
    {
        using var folder = new TemporaryFolder();
        return SchemaInference.Propose(folder.Write("d.csv", csv), options).Warnings;
    }
}
