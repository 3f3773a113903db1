using Endcap.Virtual;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;

namespace Endcap.Tests.Firmware.Gate;

/// <summary>The virtual board's stand-ins show label code nothing that the device lacks.</summary>
[TestClass]
public sealed class StandInTests
{
    /// <summary>What internal stand-ins may show besides, with the reason; keep it short.</summary>
    private static readonly HashSet<string> Allowed = [];

    [TestMethod]
    public void The_Virtual_Boards_Stand_Ins_Are_As_The_Lists_Say()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(typeof(VirtualBoard).Assembly.Location);
        Assert.AreEqual("", string.Join('\n', StandIns.Differences(module.GetTypes(), Surface.Device, Allowed)));
    }

    [TestMethod]
    public void Every_Allowed_Line_Is_Needed()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(typeof(VirtualBoard).Assembly.Location);
        Assert.IsEmpty(Allowed.Except(StandIns.Among(module.GetTypes()).SelectMany(SurfaceText.Members)));
    }

    [TestMethod]
    public void A_Faithful_Stand_In_Has_No_Difference() => Assert.AreEqual("", Differences("""
        namespace System.Device.Adc
        {
            public class AdcController : AdcControllerBase
            {
                private readonly object _board = new();
                internal object Board => _board;
                public AdcController() { }
                public override AdcChannel OpenChannel(int number) => throw new System.NotSupportedException();
            }
            public abstract class AdcControllerBase { public abstract AdcChannel OpenChannel(int number); }
            public class AdcChannel : AdcChannelBase, System.IDisposable
            {
                internal AdcChannel() { }
                public override int ReadValue() => 0;
                public void Dispose() { }
            }
            public abstract class AdcChannelBase { public abstract int ReadValue(); }
            public enum AdcChannelMode { SingleEnded = 0, Differential = 1 }
            internal sealed class AdcWiring { public int Pin; }
        }
        """));

    [TestMethod]
    [DataRow("public class Spare { }", "Spare: no list has")]
    [DataRow("public sealed class SpiDevice : System.IDisposable { internal SpiDevice() { } public void Dispose() { } }", "type sealed class")]
    [DataRow("public class SpiDevice : System.ICloneable { internal SpiDevice() { } object System.ICloneable.Clone() => this; }", "implements System.ICloneable")]
    [DataRow("public class SpiDevice { internal SpiDevice() { } public byte ReadBytes() => 0; }", "ReadBytes(): not in the list")]
    [DataRow("public class SpiDevice { internal SpiDevice() { } public int ReadByte() => 0; }", "but the list has: method System.Byte")]
    [DataRow("public class SpiDevice { internal SpiDevice() { } public static byte ReadByte() => 0; }", "method static System.Byte")]
    [DataRow("public class SpiDevice { internal SpiDevice() { } public virtual byte ReadByte() => 0; }", "method virtual System.Byte")]
    [DataRow("public class SpiDevice { internal SpiDevice() { } public void WriteByte(in byte value) { } }", "WriteByte(System.Byte&")]
    [DataRow("public class SpiDevice { }", "SpiDevice::.ctor()")]
    [DataRow("public sealed class SpiBusInfo { internal SpiBusInfo() { } public int MinClockFrequency { get; set; } }", "set_MinClockFrequency")]
    [DataRow("public enum SpiMode { Mode0 = 0, Mode1 = 2 }", "SpiMode::Mode1 = 2")]
    [DataRow("public enum SpiMode : byte { Mode0 = 0 }", "type enum System.Device.Spi.SpiMode : System.Byte")]
    [DataRow("public struct DataFlow { }", "type struct System.Device.Spi.DataFlow")]
    [DataRow("internal sealed class SpiBusInfo { public int Speed; }", "Speed: not in the list")]
    public void A_Stand_In_That_Differs_Is_Named(string source, string difference) =>
        Assert.Contains(difference, Differences($"namespace System.Device.Spi {{ {source} }}"));

    [TestMethod]
    public void An_Internal_Stand_In_May_Show_What_Is_Allowed_And_A_Public_One_May_Not()
    {
        const string line = "method System.Void System.Device.Spi.SpiBusInfo::Reset()";
        const string members = "sealed class SpiBusInfo { private SpiBusInfo() { } public void Reset() { } }";
        Assert.AreEqual("", Differences($"namespace System.Device.Spi {{ internal {members} }}", line));
        Assert.Contains("Reset()", Differences($"namespace System.Device.Spi {{ public {members} }}", line));
    }

    private static string Differences(string source, params string[] allowed)
    {
        CSharpCompilation compilation = CSharpCompilation.Create("Fixture", [CSharpSyntaxTree.ParseText(source)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.IsTrue(result.Success, string.Join('\n', result.Diagnostics));
        using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(stream.ToArray()));
        return string.Join('\n', StandIns.Differences(module.GetTypes(), Surface.Device, allowed.ToHashSet()));
    }
}
