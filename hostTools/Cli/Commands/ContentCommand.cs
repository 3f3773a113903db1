using System.CommandLine;
using System.Globalization;
using Endcap.Boards;
using Endcap.Cli.Reports;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.LabelRecords;
using Endcap.Compression.Pictures;
using Endcap.Label.Display;
using Endcap.Label.Storage;

namespace Endcap.Cli.Commands;

/// <summary>endcap content: a list of labels becomes the records that they read.</summary>
internal static class ContentCommand
{
    private static readonly Argument<string> ListPath = new("labels")
    {
        Description = "CSV file with one row per label: label_id, sku, name, price, currency; optional: currency_place, unit_price, "
            + "note, ean, qr, position, shelf.",
    };

    private static readonly Option<string> Folder = new("--output", "-o")
    {
        Description = "Folder for LABEL.content.rec and LABEL.settings.rec; it is created where it is missing.",
        HelpName = "DIR",
        Required = true,
    };

    private static readonly Option<string?> SettingsPath = CommonOptions.FileOption("--settings",
        "JSON with what differs from the usual settings; its label_id is replaced by each label's own.", required: false)!;
    private static readonly Option<string?> LabelId = new("--label") { Description = "Write this label only.", HelpName = "ID" };
    private static readonly Option<string?> BoardId = new("--board")
    {
        Description = "The board that will show them (endcap boards lists them): says whether QR codes fit its panel.",
        HelpName = "ID",
    };

    private static readonly Option<bool> Preview = new("--preview")
    {
        Description = "Also write LABEL.png: what the label's own code draws on the panel of --board.",
    };

    public static Command Create()
    {
        var command = new Command("content",
            "Write what labels show. Example: endcap content labels.csv -o labels --preview --board heltec-e290")
        {
            ListPath, Folder, SettingsPath, LabelId, BoardId, Preview, ContentShowCommand.Create(),
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Preview) && result.GetValue(BoardId) is null) result.AddError("--preview needs --board ID.");
        });
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string list = context.Get(ListPath), folder = context.Get(Folder);
        if (folder.Length == 0) throw Catalogue.EmptyPath();
        Board? board = context.Get(BoardId) is { } id ? BoardsCommand.Find(id) : null;
        if (board?.Panel == Panels.None) throw Catalogue.NoPanelToShowOn(board.Id);
        Settings settings = context.Get(SettingsPath) is { } path ? RecordFile.ReadSettings(path) : new Settings();
        LabelEntry[] labels = Choose(list, LabelCsv.Read(list), context.Get(LabelId));
        PriceLabel? layout = board is null ? null : new PriceLabel(board.Width, board.Height);
        var records = labels.Select(label => (Label: label, Files: Records(label, settings, context.Get(Preview) ? board : null))).ToList();
        CreateFolder(folder);
        foreach ((string name, byte[] bytes) in records.SelectMany(record => record.Files))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            AtomicFile.Write(Path.Combine(folder, name), bytes);
        }

        foreach (LabelEntry label in labels)
        {
            if (label.Content.Qr is not null && layout?.QrScale(label.Content) == 0)
                context.Warn(FormattableString.Invariant($"label {label.Id}: its QR code of {label.Content.QrSize} modules a side is too large for {board!.Id}, ")
                    + "which shows the barcode instead; shorten the text");
        }

        context.Print(Describe(folder, records.Select(record => (record.Label, record.Files[0].Bytes.Length)), layout));
    }

    private static LabelEntry[] Choose(string list, IReadOnlyList<LabelEntry> labels, string? only)
    {
        if (only is null) return [.. labels];
        uint id = LabelEntry.ParseId("--label", only);
        LabelEntry[] chosen = [.. labels.Where(label => label.Id == id)];
        return chosen.Length > 0 ? chosen
            : throw Catalogue.NoSuchLabel(list, id, labels.Select(label => label.Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static (string Name, byte[] Bytes)[] Records(LabelEntry label, Settings settings, Board? preview)
    {
        settings.LabelId = label.Id;
        string name = label.Id.ToString(CultureInfo.InvariantCulture);
        (string, byte[])[] records = [($"{name}.content.rec", ContentWriter.Write(label.Content)), ($"{name}.settings.rec", SettingsWriter.Write(settings))];
        if (preview is null) return records;
        var frame = new FrameBuffer(preview.Width, preview.Height);
        new PriceLabel(preview.Width, preview.Height).DrawIdle(frame, label.Content);
        return [.. records, ($"{name}.png", PanelPicture.ToPng(frame))];
    }

    private static void CreateFolder(string folder)
    {
        if (File.Exists(folder)) throw Catalogue.NotWritable(folder, "it is a file, not a folder");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Catalogue.NotWritable(folder, e is UnauthorizedAccessException ? "permission denied" : e.Message);
        }
    }

    private static Report Describe(string folder, IEnumerable<(LabelEntry Label, int Bytes)> labels, PriceLabel? layout) =>
        new Report("Label content")
            .Add("folder", "folder", folder)
            .AddTable("labels", "Labels",
                [("label", "label"), ("sku", "sku"), ("name", "name"), ("price", "price"), ("contentBytes", "content in bytes"),
                    ("qrModules", "QR modules a side"), ("qrPixels", "pixels a module")],
                labels.Select(each => new object?[]
                {
                    each.Label.Id.ToString(CultureInfo.InvariantCulture), each.Label.Sku, ContentFacts.Text(each.Label.Content.Name),
                    LabelText.Price(each.Label.Content), each.Bytes, each.Label.Content.Qr is null ? null : each.Label.Content.QrSize,
                    each.Label.Content.Qr is null ? null : layout?.QrScale(each.Label.Content),
                }), most: 50);
}
