using System.Reflection;
using System.Text.RegularExpressions;
using Endcap.Compression.Faults;
using Endcap.Kernel;
using Endcap.Label.Faults;
using Endcap.Protocol;
using Endcap.Tests.Firmware.Protocol;

namespace Endcap.Tests.Firmware.Label.Faults;

/// <summary>The firmware's constants, the host's table and the tables of BLOB.md and PROTOCOL.md say the same.</summary>
[TestClass]
public sealed partial class FaultTableTests
{
    private static readonly Dictionary<string, (Type Constants, int First, int Last)> Ranges = new()
    {
        ["blob"] = (typeof(BlobFault), 1, 63),
        ["packet"] = (typeof(PacketFault), 64, 93),
        ["label"] = (typeof(LabelFault), 94, 255),
    };

    public static IEnumerable<object[]> Origins => Ranges.Keys.Select(origin => new object[] { origin });

    [TestMethod]
    [DynamicData(nameof(Origins))]
    public void Every_Constant_Of_The_Firmware_Has_Its_Entry_And_No_Entry_Is_Left_Over(string origin)
    {
        string[] constants = [.. Constants(Ranges[origin].Constants).Select(fault => $"{fault.Number} {fault.Name}")];
        Assert.IsGreaterThan(10, constants.Length);
        CollectionAssert.AreEqual(constants, FaultTable.All.Where(fault => fault.Origin == origin).Select(fault => $"{fault.Number} {fault.Name}").ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Origins))]
    public void Every_Constant_Stays_In_Its_Range(string origin)
    {
        (Type constants, int first, int last) = Ranges[origin];
        foreach ((int number, string name) in Constants(constants)) Assert.IsInRange(first, last, number, name);
    }

    [TestMethod]
    public void Numbers_Are_Unique_And_Ascend()
    {
        int[] numbers = [.. FaultTable.All.Select(fault => fault.Number)];
        CollectionAssert.AreEqual(numbers.Distinct().Order().ToArray(), numbers);
        Assert.AreEqual(0, numbers[0]);
        Assert.IsTrue(Ranges.Values.All(range => (int)range.Constants.GetField("None")!.GetRawConstantValue()! == 0));
    }

    [TestMethod]
    public void Every_Entry_Says_What_Why_And_What_To_Do()
    {
        foreach (DeviceFault fault in FaultTable.All)
        {
            Assert.IsGreaterThan(4, fault.Message.Length, fault.Name);
            Assert.IsFalse(fault.Message.EndsWith('.'), $"{fault.Name}: goes into a sentence");
            Assert.IsTrue(Sentence().IsMatch(fault.Cause), $"{fault.Name}: {fault.Cause}");
            Assert.IsTrue(Sentence().IsMatch(fault.Help), $"{fault.Name}: {fault.Help}");
        }
    }

    [TestMethod]
    public void The_Blob_S_Page_Lists_The_Same_Faults() => Same("blob", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "Blobs", "BLOB.md")));

    [TestMethod]
    public void The_Protocol_S_Page_Lists_The_Same_Faults()
    {
        Same("packet", Examples.Spec);
        foreach (DeviceFault fault in FaultTable.All.Where(fault => fault.Origin == "packet"))
            StringAssert.Contains(Examples.Spec, $"\n| {fault.Number} | `0x{fault.AttError:X2}` | {fault.Name} |", StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_Protocol_S_Page_Lists_The_Label_S_Faults() => Same("label", Examples.Spec);

    // Rows of a page: | number | [`ATT`] | Name | …
    private static void Same(string origin, string page)
    {
        string[] rows = [.. Row().Matches(page).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}")];
        string[] expected = [.. FaultTable.All.Where(fault => fault.Origin == origin).Select(fault => $"{fault.Number} {fault.Name}")];
        CollectionAssert.AreEqual(expected, rows.Where(row => OriginOf(row) == origin).ToArray());
    }

    private static string OriginOf(string row)
    {
        int number = int.Parse(row.Split(' ')[0]);
        return Ranges.FirstOrDefault(range => number >= range.Value.First && number <= range.Value.Last).Key ?? "none";
    }

    private static IEnumerable<(int Number, string Name)> Constants(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral && field.FieldType == typeof(int) && field.Name != "None")
        .Select(field => ((int)field.GetRawConstantValue()!, field.Name)).Order();

    [GeneratedRegex(@"^\| (\d+) \| (?:(?:`0x[0-9A-F]+`|–) \| )?([A-Z]\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^[A-Z].*\.$")]
    private static partial Regex Sentence();
}
