using Mono.Cecil;

namespace Endcap.Tests.Firmware.Gate;

/// <summary>The API lists and the reference assemblies made from them say the same.</summary>
[TestClass]
public sealed class SurfaceTests
{
    [TestMethod]
    public void The_Reference_Assemblies_Have_Exactly_What_The_Lists_Have()
    {
        IReadOnlyDictionary<string, byte[]> built = ReferenceAssemblies.Build(Surface.Device);
        foreach (SurfaceAssembly each in Surface.Device.Assemblies)
        {
            using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(built[each.Name]));
            IEnumerable<string> made = module.GetTypes().Where(type => type.FullName != "<Module>").SelectMany(SurfaceText.Of);
            Assert.AreEqual(Sorted(each.Lines.Select(line => line.Text)), Sorted(made), each.Name);
        }
    }

    [TestMethod]
    public void Every_Assembly_That_A_List_Refers_To_Has_A_List()
    {
        string[] names = [.. Surface.Device.Assemblies.Select(each => each.Name)];
        Assert.IsEmpty(Surface.Device.Assemblies.SelectMany(each => each.References).Except(names));
    }

    private static string Sorted(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));
}
