using Endcap.Compression.Files;

namespace Endcap.Tests.HostTools.Compression.Files;

[TestClass]
public class HexDumpTests
{
    [TestMethod]
    public void Shows_Offsets_Bytes_And_Characters()
    {
        byte[] bytes = [.. Enumerable.Range(0x30, 40).Select(value => (byte)value)];
        bytes[19] = 0x7F;
        CollectionAssert.AreEqual(new[]
        {
            "00000003  33 34 35 36 37 38 39 3a  3b 3c 3d 3e 3f 40 41 42  |3456789:;<=>?@AB|",
            "00000013  7f 44                                             |.D|",
        }, HexDump.Lines(bytes, 3, 18).ToArray());
        Assert.IsEmpty(HexDump.Lines(bytes, 5, 0));
    }
}
