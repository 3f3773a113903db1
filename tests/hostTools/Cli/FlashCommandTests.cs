using System.Text.Json;
using Endcap.Boards;
using Endcap.Cli.Flashing;
using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.HostTools.Cli;

[TestClass]
public sealed class FlashCommandTests
{
    private const string Label = """{"label_id": 17, "sku": "A", "name": "Oat", "price": "3.49", "currency": "EUR"}""";

    [TestMethod]
    public void A_Dry_Run_Prints_Commands_And_Files_Without_Nanoff_Or_Port()
    {
        using var store = new BuiltStore();
        JsonElement report = Flash(store, "--dry-run", "--nanoff", "/nowhere/nanoff", "--json").Succeeded().Json;
        Assert.AreEqual("board port written files[destination bytes] commands[] deployment[] note warnings[]", JsonKeys.Of(report));
        string[] commands = Texts(report, "commands");
        string common = "/nowhere/nanoff --platform esp32 --target ESP32_S3_QUAD --serialport PORT ";
        Assert.AreEqual(common + "--update --masserase", commands[0]);
        Assert.AreEqual($"{common}--deploy --image {store["app.bin"]} --address 0x1B0000", commands[1]);
        StringAssert.StartsWith(commands[2], common + "--filedeployment ", StringComparison.Ordinal);
        JsonElement deployment = JsonDocument.Parse(string.Join('\n', Texts(report, "deployment"))).RootElement;
        Assert.AreEqual("PORT", deployment.GetProperty("serialport").GetString());
        Assert.AreEqual("I:\\shelf-a.ecap I:\\shelf-b.ecap I:\\content.rec I:\\content-b.rec I:\\settings.rec I:\\settings-b.rec I:\\state-a I:\\state-b", string.Join(' ',
            deployment.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("DestinationFilePath").GetString())));
    }

    [TestMethod]
    public void Runs_Three_Steps_And_Leaves_Nothing_Behind()
    {
        using var store = new BuiltStore();
        string nanoff = Fake(store, "echo \"flashing $6\"; echo careful >&2; for last; do :; done; case \"$last\" in *.json) "
            + "cp \"$last\" \"$0.json\"; cp \"$(dirname \"$last\")/state-b\" \"$0.state\"; cp \"$(dirname \"$last\")/shelf-a.ecap\" \"$0.shelf\";; esac");
        EndcapProcess run = Flash(store, "--port", "COM7", "--nanoff", nanoff, "--json").Succeeded();
        string[] calls = File.ReadAllLines(nanoff + ".log");
        Assert.HasCount(3, calls);
        Assert.AreEqual("--platform esp32 --target ESP32_S3_QUAD --serialport COM7 --update --masserase", calls[0]);
        Assert.AreEqual($"--platform esp32 --target ESP32_S3_QUAD --serialport COM7 --deploy --image {store["app.bin"]} --address 0x1B0000", calls[1]);
        string list = calls[2].Split(" --filedeployment ")[1];
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(list)), "the temporary folder is removed");
        JsonElement deployment = JsonDocument.Parse(File.ReadAllText(nanoff + ".json")).RootElement;
        Assert.AreEqual("COM7", deployment.GetProperty("serialport").GetString());
        Assert.AreEqual("ECST", File.ReadAllText(nanoff + ".state")[..4]);
        CollectionAssert.AreEqual(store.Blob, File.ReadAllBytes(nanoff + ".shelf"));
        StringAssert.Contains(run.Error, "flashing COM7", StringComparison.Ordinal);
        StringAssert.Contains(run.Error, "careful", StringComparison.Ordinal);
        Assert.IsTrue(run.Json.GetProperty("written").GetBoolean());
    }

    [TestMethod]
    public void A_Failing_Nanoff_Stops_The_Rest_And_Its_Code_Is_Said()
    {
        using var store = new BuiltStore();
        string nanoff = Fake(store, "echo 'E4000: no device' >&2; case \"$*\" in *--deploy*) exit 42;; esac");
        EndcapProcess run = Flash(store, "--port", "COM7", "--nanoff", nanoff);
        Expect(run, "E323", "nanoff ended with exit code 42 while it should write the program: ", "E4000: no device");
        Assert.HasCount(2, File.ReadAllLines(nanoff + ".log"));
    }

    [TestMethod]
    public void Ctrl_C_Ends_Nanoff_And_Removes_The_Files()
    {
        using var store = new BuiltStore();
        string nanoff = Fake(store, "case \"$*\" in *.json) for last; do :; done; echo \"$last\" >> \"$0.ready\"; exec sleep 600;; esac");
        using var interrupt = new CancellationTokenSource();
        Task<EndcapProcess> run = Task.Run(() => EndcapProcess.Run(interrupt.Token, Arguments(store, "--port", "COM7", "--nanoff", nanoff)));
        Assert.IsTrue(SpinWait.SpinUntil(() => File.Exists(nanoff + ".ready") && File.ReadAllText(nanoff + ".ready").EndsWith('\n'), 60_000));
        string folder = Path.GetDirectoryName(File.ReadAllText(nanoff + ".ready").Trim())!;
        Assert.IsTrue(Directory.Exists(folder));
        interrupt.Cancel();
        Assert.AreEqual(130, run.GetAwaiter().GetResult().ExitCode);
        Assert.IsFalse(Directory.Exists(folder));
    }

    [TestMethod]
    public void What_Cannot_Work_Is_Said_Before_Anything_Is_Run()
    {
        using var store = new BuiltStore();
        string nanoff = Fake(store, "");
        Expect(Flash(store, "--nanoff", nanoff), "E321", "There is no --port");
        Expect(Flash(store, "--port", "COM7", "--nanoff", store["none"]), "E322", "cannot be started", "dotnet tool install -g nanoff");
        string[] good = Arguments(store, "--port", "COM7", "--nanoff", nanoff);
        string[] Replace(string option, string value) => [.. good.Select((word, i) => i > 0 && good[i - 1] == option ? value : word)];
        Expect(EndcapProcess.Run(Replace("--board", "kindle")), "E320", "\"kindle\"");
        Expect(EndcapProcess.Run(Replace("--image", store["none"])), "E401", "none");
        Expect(EndcapProcess.Run(Replace("--image", store.Write("empty.bin", ""))), "E324", "0 bytes");
        Expect(EndcapProcess.Run(Replace("--image", store.Write("big.bin", new byte[0x2E0001]))), "E324", "3,014,657 bytes");
        Expect(EndcapProcess.Run(Replace("--blob", store["app.bin"])), "E310", "app.bin");
        Expect(EndcapProcess.Run(Replace("--blob", store.Write("large.ecap", Large(store.Blob, 0x6000)))), "E325", "does not fit heltec-e290");
        Expect(EndcapProcess.Run(Replace("--content", store["app.bin"])), "E339", "not a sound content record");
        Expect(EndcapProcess.Run(Replace("--content", store.Write("bad.json", "{}"))), "E360", "bad.json:1");
        Expect(EndcapProcess.Run([.. good, "--settings", store.Write("s.json", "{\"top_k\": 99}")]), "E427", "s.json:1");
        Expect(EndcapProcess.Run([.. good.Where((word, i) => word != "--content" && (i == 0 || good[i - 1] != "--content"))]), "E353", "heltec-e290 has a panel");
        Expect(EndcapProcess.Run(Replace("--board", "esp32-s3-devkit")), "E352", "has no panel");
        Assert.IsFalse(File.Exists(nanoff + ".log"));
    }

    [TestMethod]
    public void Files_Beyond_The_Drive_Are_Refused()
    {
        using var store = new BuiltStore();
        Board board = BoardList.Find("lilygo-t5-213");
        FlashFiles Read() => FlashFiles.Read(board, store["shelf.ecap"], store.Write("label.json", Label), null);
        board.DriveBytes = 4096 * (4 + 1 + 1 + 8); // littlefs' own, a block and another shelf of an update, and eight files of a block
        Assert.HasCount(8, Read().Files);
        board.DriveBytes--;
        UserErrors.Expect("E326", () => Read(), "57,344 bytes of the drive, both slots and an update included; lilygo-t5-213 has 57,343");
    }

    private static EndcapProcess Flash(BuiltStore store, params string[] more) => EndcapProcess.Run(Arguments(store, more));

    private static string[] Arguments(BuiltStore store, params string[] more) =>
    [
        "flash", "--board", "heltec-e290", "--image", store.Write("app.bin", new byte[100]), "--blob", store["shelf.ecap"],
        "--content", store.Write("label.json", Label), .. more,
    ];

    // A script that notes its arguments, then does what it is told.
    private static string Fake(BuiltStore store, string body)
    {
        string path = store.Write("nanoff.sh", $"#!/bin/sh\necho \"$*\" >> \"$0.log\"\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    // Sound, with unknown optional bytes.
    private static byte[] Large(byte[] blob, int bytes)
    {
        byte[] large = [.. blob, 0xFF, (byte)bytes, (byte)(bytes >> 8), (byte)(bytes >> 16), .. new byte[bytes]];
        large[BlobLayout.SectionCountAt]++;
        BitConverter.TryWriteBytes(large.AsSpan(BlobLayout.LengthAt), large.Length);
        BlobWriter.Seal(large);
        return large;
    }

    private static string[] Texts(JsonElement report, string key) => [.. report.GetProperty(key).EnumerateArray().Select(text => text.GetString()!)];

    private static void Expect(EndcapProcess run, string code, params string[] parts)
    {
        Assert.AreEqual(1, run.ExitCode, run.Error);
        StringAssert.Contains(run.Error, $"error {code}: ", StringComparison.Ordinal);
        foreach (string part in parts) StringAssert.Contains(run.Error, part, StringComparison.Ordinal);
    }
}
