using System.Text.Json;
using Endcap.Compression.Faults;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public class FaultCommandTests
{
    [TestMethod]
    [DataRow("98")]
    [DataRow("F98")]
    [DataRow("f98")]
    public void Explains_The_Number_On_The_Panel(string text)
    {
        JsonElement fault = EndcapProcess.Run("fault", text, "--json").Succeeded().Json;
        Assert.AreEqual("number name origin message cause help attError warnings[]", JsonKeys.Of(fault));
        Assert.AreEqual((98, "NoContent", "label"),
            (fault.GetProperty("number").GetInt32(), fault.GetProperty("name").GetString(), fault.GetProperty("origin").GetString()));
        Assert.AreEqual(JsonValueKind.Null, fault.GetProperty("attError").ValueKind);
        StringAssert.Contains(EndcapProcess.Run("fault", text).Succeeded().Output, FaultTable.Find(98)!.Help, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("67")]
    [DataRow("0x83")]
    public void Explains_A_Packet_Fault_By_Its_Number_Or_Its_Att_Error(string text)
    {
        JsonElement fault = EndcapProcess.Run("fault", text, "--json").Succeeded().Json;
        Assert.AreEqual("WrongSchema", fault.GetProperty("name").GetString());
        Assert.AreEqual("0x83", fault.GetProperty("attError").GetString());
    }

    [TestMethod]
    public void Lists_All_Faults()
    {
        JsonElement list = EndcapProcess.Run("fault", "--json").Succeeded().Json;
        Assert.AreEqual("faults[number name origin message cause help attError] warnings[]", JsonKeys.Of(list));
        CollectionAssert.AreEqual(FaultTable.All.Select(fault => fault.Number).ToArray(),
            list.GetProperty("faults").EnumerateArray().Select(row => row.GetProperty("number").GetInt32()).ToArray());
    }

    [TestMethod]
    [DataRow("255")]
    [DataRow("63")]
    [DataRow("F")]
    [DataRow("0x")]
    [DataRow("0xFF")]
    [DataRow("-1")]
    [DataRow("Panel")]
    [DataRow("99999999999")]
    public void An_Unknown_Number_Is_E390(string text)
    {
        EndcapProcess run = EndcapProcess.Run("fault", text, "--json");
        Assert.AreEqual(1, run.ExitCode);
        JsonElement error = run.Json.GetProperty("error");
        Assert.AreEqual("E390", error.GetProperty("code").GetString());
        StringAssert.Contains(error.GetProperty("message").GetString(), $"\"{text}\"", StringComparison.Ordinal);
    }
}
