using Endcap.Boards;
using Endcap.Compression.Errors;
using Endcap.Compression.LabelRecords;
using Endcap.Label.Storage;
using Endcap.Simulation;
using Endcap.Virtual;

namespace Endcap.Publishing.Rollout;

/// <summary>
/// A store's virtual labels: a folder for each with the files of its drive. They hold keys, so only the owner can look into
/// them. A drive changes as a whole: a process that dies leaves the old one or the new one.
/// </summary>
public sealed class VirtualLabels
{
    private const string BoardName = "board", NewEnd = ".new", OldEnd = ".old";

    private readonly string _folder;
    private readonly Board _board;

    /// <summary>The labels of a folder. Nothing is written yet. Errors: E376, E404, E407.</summary>
    /// <param name="folder">Where they are, or will be.</param>
    /// <param name="board">What each of them is.</param>
    public VirtualLabels(string folder, Board board)
    {
        if (folder.Length == 0) throw Catalogue.EmptyPath();
        if (File.Exists(folder)) throw Catalogue.NotWritable(folder, "it is a file, not a folder");
        (_folder, _board) = (folder, board);
        string name = Path.Combine(folder, BoardName);
        if (File.Exists(name) && File.ReadAllText(name) is var other && other.Trim() != board.Id)
            throw Catalogue.VirtualLabelDamaged(folder, $"its labels are {Catalogue.Short(other.Trim())}, not {board.Id}");
    }

    /// <summary>Whether there is such a label.</summary>
    public bool Has(uint label) => Directory.Exists(PathOf(label)) || Directory.Exists(PathOf(label) + NewEnd);

    /// <summary>A label, switched off. One that is not there is made: with its number and key, without shelf and content. Errors: E376, E404.</summary>
    /// <param name="label">Label id.</param>
    /// <param name="keyRecord">Gives the key that a new one gets.</param>
    /// <param name="seed">Of the board.</param>
    public SimulatedLabel Open(uint label, Func<byte[]> keyRecord, int seed)
    {
        ArgumentNullException.ThrowIfNull(keyRecord);
        return new SimulatedLabel(_board, Has(label) ? Load(label) : Factory(label, keyRecord()), seed);
    }

    /// <summary>Keeps what is on a label's drive. Error: E404.</summary>
    public void Save(uint label, VirtualDrive drive)
    {
        ArgumentNullException.ThrowIfNull(drive);
        string path = PathOf(label);
        try
        {
            Create(_folder);
            if (!File.Exists(Path.Combine(_folder, BoardName))) File.WriteAllText(Path.Combine(_folder, BoardName), _board.Id + "\n");
            if (Directory.Exists(path + NewEnd)) Directory.Delete(path + NewEnd, recursive: true);
            string draft = path + ".tmp";
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
            Create(draft);
            foreach (string file in drive.Files) File.WriteAllBytes(Path.Combine(draft, NameOf(file)), drive.ReadAllBytes(file));
            Directory.Move(draft, path + NewEnd); // from here on it is the drive
            Settle(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Catalogue.NotWritable(path, e.Message);
        }
    }

    private List<(string, byte[])> Load(uint label)
    {
        string path = PathOf(label);
        try
        {
            Settle(path);
            return [.. Directory.GetFiles(path).Select(file => (Drive.Root + Path.GetFileName(file), File.ReadAllBytes(file)))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Catalogue.VirtualLabelDamaged(path, e.Message);
        }
    }

    private static List<(string, byte[])> Factory(uint label, byte[] keyRecord) =>
    [
        (Drive.KeyA, keyRecord), (Drive.KeyB, keyRecord),
        (Drive.Settings, SettingsWriter.Write(new Settings { LabelId = label })),
    ];

    // Takes the new drive in, where a process died before it did.
    private static void Settle(string path)
    {
        if (Directory.Exists(path + NewEnd))
        {
            if (Directory.Exists(path + OldEnd)) Directory.Delete(path + OldEnd, recursive: true);
            if (Directory.Exists(path)) Directory.Move(path, path + OldEnd);
            Directory.Move(path + NewEnd, path);
        }

        if (Directory.Exists(path + OldEnd)) Directory.Delete(path + OldEnd, recursive: true);
    }

    private static void Create(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string PathOf(uint label) => Path.Combine(_folder, FormattableString.Invariant($"{label}"));

    private static string NameOf(string file) => file[Drive.Root.Length..];
}
