using System.CommandLine;
using Endcap.Boards;
using Endcap.Cli.Reports;
using Endcap.Compression.Blobs;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Files;
using Endcap.Compression.Models.Teachers;
using Endcap.Kernel;

namespace Endcap.Cli.Commands;

/// <summary>endcap inspect: what is in a blob, and what it costs the label; or what a model is.</summary>
internal static class InspectCommand
{
    private const string All = "all";

    private static readonly Argument<string> BlobPath = new("file") { Description = "A blob (endcap build), or a model of any tool." };
    private static readonly Option<string?> Hex = new("--hex")
    {
        Description = "Also print the bytes of a section (header, shape, tables, trees, dense, products, features, numbers) or of all.",
        HelpName = "SECTION",
    };

    private static readonly Option<string?> BoardId = new("--board")
    {
        Description = "Also say whether the shelf fits this board (endcap boards lists them), and what a ranking takes there.",
        HelpName = "ID",
    };

    public static Command Create()
    {
        var command = new Command("inspect",
            "Show what is in a blob, read by the firmware's own reader, or what a model is. Example: endcap inspect shelf.ecap --hex tables")
        {
            BlobPath, Hex, BoardId, ImportOptions.Format,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string path = context.Get(BlobPath);
        Board? board = context.Get(BoardId) is { } id ? BoardsCommand.Find(id) : null;
        if (!IsBlob(context, path))
        {
            foreach (Option option in (Option[])[Hex, BoardId])
                if (context.Has(option)) throw Catalogue.OptionNeeds(option.Name, "a blob");
            context.Print(TeacherFacts.Of(path, TeacherFile.ReadAny(path, context.Get(ImportOptions.Format))));
            return;
        }

        BlobImage image = BlobFile.Read(path);
        string[]? hex = context.Get(Hex) is { } section ? [.. HexOf(path, image.Bytes, section)] : null;
        // The proof knows tables and trees only.
        bool isProvable = image.Content is { Numbers: not null, Dense: null, Factors: null };
        List<OpenPair>? pairs = !isProvable ? null : context.WithProgress("comparing pairs of products",
            progress => new BlobProof(image.Content).OpenPairs(progress, context.Cancellation));
        BlobCost cost = context.WithProgress("counting operations", _ => BlobCost.Measure(image, context.Seed));
        Report report = Describe(path, image);
        LabelFacts.AddScores(report, image.Content, pairs);
        ArraySource.Load(image.Bytes, BlobImage.HostHeapLimit, out LoadedShelf loaded); // a catalogue's texts stay on the drive
        LabelFacts.AddHeap(report, LoadedHeap.Of(loaded), loaded.HeapBytes);
        LabelFacts.AddCost(report, cost, board is null ? DeviceSpeed.Esp32 : part => DeviceSpeed.On(part, board.Chip, board.ClockMHz));
        if (board is not null) AddBoard(context, report, board, image, cost);
        if (hex is not null) report.AddLines("hex", hex);
        context.Print(report);
    }

    // By content; a damaged file that is called a blob is judged as one.
    private static bool IsBlob(CommandContext context, string path)
    {
        if (context.Has(ImportOptions.Format) || Directory.Exists(path)) return false;
        byte[] file = InputFile.ReadAllBytes(path);
        if (file.Length >= 4 && BlobLayout.I32(file, 0) == BlobLayout.Magic) return true;
        return path.EndsWith(".ecap", StringComparison.OrdinalIgnoreCase) && !TeacherFile.IsOwn(file) && TeacherFile.Recognise(file) is null;
    }

    private static void AddBoard(CommandContext context, Report report, Board board, BlobImage image, BlobCost cost)
    {
        var fit = new BoardFit(board, image);
        if (!fit.Fits) context.Warn(fit.Verdict);
        BoardFacts.AddFit(report, fit);
        BoardFacts.AddEnergy(report, board, cost);
        EnergyFacts.AddUsual(report, board, cost);
    }

    private static Report Describe(string path, BlobImage image)
    {
        Report report = new Report("Blob")
            .Add("file", "file", path)
            .Add("bytes", "bytes", image.Bytes.Length)
            .Add("formatVersion", "format version", $"{image.Bytes[BlobLayout.MajorAt]}.{image.Bytes[BlobLayout.MinorAt]}")
            .Add("schemaId", "schema id", $"{image.Content.SchemaId:x8}")
            .Add("modelVersion", "model version", image.Content.ModelVersion)
            .Add("checksum", "checksum", $"{BlobLayout.I32(image.Bytes, BlobLayout.ChecksumAt):x8}");
        BlobFacts.AddSections(report, image.Bytes);
        BlobFacts.AddShape(report, image.Content);
        BlobFacts.AddTables(report, image.Content, image.Shelf);
        BlobFacts.AddNetwork(report, image.Content);
        return report;
    }

    private static IEnumerable<string> HexOf(string path, byte[] blob, string name)
    {
        var sections = BlobFacts.Sections(blob).ToList();
        if (name != All && sections.TrueForAll(section => section.Name != name))
            throw Catalogue.NoSuchSection(path, name, sections.Select(section => section.Name));
        return sections.Where(section => name == All || section.Name == name)
            .SelectMany(section => HexDump.Lines(blob, section.At, section.Bytes).Prepend($"{section.Name}:"));
    }
}
