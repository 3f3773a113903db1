using System.Text;
using Endcap.Fixtures.DeviceProgram;
using Endcap.Virtual;
using FsCheck;
using FsCheck.Fluent;

namespace Endcap.Tests.Firmware.Virtual;

/// <summary>The drive keeps littlefs's promises, and breaks them where a test wants it.</summary>
[TestClass]
public sealed class DriveTests
{
    private const string A = "I:\\a";
    private const string B = "I:\\b";

    [TestMethod]
    public void Content_Appears_When_It_Is_Flushed()
    {
        using VirtualBoard board = Device.Ran(() =>
        {
            Steps.WriteOpen(A, [1, 2, 3], flush: false);
            Steps.WriteOpen(B, [1, 2, 3], flush: true);
        });
        CollectionAssert.AreEqual(Array.Empty<byte>(), board.Drive.ReadAllBytes(A));
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, board.Drive.ReadAllBytes(B));
    }

    [TestMethod]
    [DataRow(WriteFault.CutBefore, "old", 1)]
    [DataRow(WriteFault.CutDuring, "ne", 1)]
    [DataRow(WriteFault.CutAfter, "new!", 1)]
    [DataRow(WriteFault.Fail, "old", 2)]
    [DataRow(WriteFault.None, "new!", 2)]
    public void A_Fault_At_A_Write_Leaves_What_It_Says(WriteFault fault, string left, int steps)
    {
        Steps log = new();
        using VirtualBoard board = Device.Off();
        board.Drive.WriteAllBytes(A, Encoding.ASCII.GetBytes("old"));
        board.Drive.FailWrite(1, fault, keptBytes: 2);
        board.Boot(() =>
        {
            log.Note("start");
            try
            {
                Steps.Write(A, Encoding.ASCII.GetBytes("new!"));
            }
            catch (IOException)
            {
            }
            log.Note("on");
        });
        board.Run(TimeSpan.FromSeconds(1));
        Assert.AreEqual(left, Encoding.ASCII.GetString(board.Drive.ReadAllBytes(A)));
        Assert.HasCount(steps, log.Log.ToArray());
        Assert.AreEqual(steps == 1 ? BoardState.Off : BoardState.Running, board.State);
    }

    [TestMethod]
    public void A_Full_Drive_Refuses_And_Keeps_The_Old()
    {
        using VirtualBoard board = Device.Off();
        board.Drive.CapacityBytes = 5 * VirtualDrive.BlockBytes; // two are the file system's
        board.Boot(() =>
        {
            Steps.Write(A, new byte[2 * VirtualDrive.BlockBytes]);
            Steps.Write(A, new byte[VirtualDrive.BlockBytes + 1]);
        });
        board.Run(TimeSpan.FromSeconds(1));
        Assert.IsInstanceOfType<IOException>(board.Errors.Single());
        Assert.HasCount(2 * VirtualDrive.BlockBytes, board.Drive.ReadAllBytes(A));
        Assert.AreEqual(4 * VirtualDrive.BlockBytes, board.Drive.UsedBytes);
    }

    [TestMethod]
    public void An_Absent_Drive_Has_No_Files_And_Throws()
    {
        bool exists = true;
        using VirtualBoard board = Device.Off();
        board.Drive.WriteAllBytes(A, [1]);
        board.Drive.Present = false;
        board.Boot(() =>
        {
            exists = Steps.Exists(A);
            Steps.Read(A);
        });
        board.Run(TimeSpan.FromSeconds(1));
        Assert.IsFalse(exists);
        Assert.IsInstanceOfType<IOException>(board.Errors.Single());
    }

    [TestMethod]
    public void Damage_Is_What_The_Program_Reads()
    {
        byte[]? read = null;
        using VirtualBoard board = Device.Off();
        board.Drive.WriteAllBytes(A, [0, 0]);
        board.Drive.FlipBit(A, 9);
        board.Drive.WriteAllBytes(B, [7]);
        board.Drive.FailReads(B);
        board.Boot(() =>
        {
            read = Steps.Read(A);
            Steps.Read(B);
        });
        board.Run(TimeSpan.FromSeconds(1));
        CollectionAssert.AreEqual(new byte[] { 0, 2 }, read);
        Assert.IsInstanceOfType<IOException>(board.Errors.Single());
    }

    // Random operations with a power cut somewhere, against a dictionary that knows the rules.
    [TestMethod]
    public void The_Drive_Does_What_A_Simple_Model_Does()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            Random random = new(seed);
            (int Kind, string From, string To, byte[] Bytes)[] operations = [.. Enumerable.Range(0, 12).Select(_ =>
                (random.Next(3), Name(random), Name(random), new byte[random.Next(9000)]))];
            int cutAt = random.Next(1, 16);
            WriteFault fault = (WriteFault)random.Next((int)WriteFault.CutDuring) is WriteFault.Fail ? WriteFault.CutAfter : WriteFault.CutBefore;
            DriveModel model = new(cutAt, fault == WriteFault.CutAfter);
            foreach ((int kind, string from, string to, byte[] bytes) in operations) model.Do(kind, from, to, bytes);
            using VirtualBoard board = Device.Off();
            board.Drive.FailWrite(cutAt, fault);
            board.Boot(() =>
            {
                foreach ((int kind, string from, string to, byte[] bytes) in operations) Do(kind, from, to, bytes);
            });
            board.Run(TimeSpan.FromMinutes(1));
            Assert.AreEqual(model.Text, Text(board.Drive));
        }).Check(Config.QuickThrowOnFailure);

        static string Name(Random random) => "I:\\" + (char)('a' + random.Next(4));
    }

    private static void Do(int kind, string from, string to, byte[] bytes)
    {
        try
        {
            if (kind == 0) Steps.Write(from, bytes);
            else if (kind == 1) Steps.Delete(from);
            else Steps.Move(from, to);
        }
        catch (IOException)
        {
            // A rename that cannot be; the model leaves it out.
        }
    }

    private static string Text(VirtualDrive drive) => string.Join(' ', drive.Files.Select(file => $"{file}:{drive.ReadAllBytes(file).Length}"));
}
