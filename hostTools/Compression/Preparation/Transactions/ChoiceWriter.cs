using System.Buffers.Text;
using System.Text;
using Endcap.Compression.Files;

namespace Endcap.Compression.Preparation.Transactions;

/// <summary>
/// Writes choices as the long CSV that endcap train reads: one row per product of a choice, label 1 for the bought one.
/// Columns: choice (group), shopper, item, time (where there is one), bought (label), then the features.
/// </summary>
public static class ChoiceWriter
{
    /// <summary>The group column.</summary>
    public const string Group = "choice";

    /// <summary>The label column.</summary>
    public const string Label = "bought";

    /// <summary>Columns that are no features.</summary>
    public static IReadOnlyList<string> Keys(TransactionOptions options) => options.Time is null ? ["shopper", "item"] : ["shopper", "item", "time"];

    /// <summary>Builds and writes all choices, whole or not at all. Errors: E158, E402, E404, E405.</summary>
    public static void Write(string path, TransactionLog log, ChoiceBuilder builder, TransactionOptions options,
        IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        AtomicFile.Write(path, stream => Write(stream, log, builder, options, progress, cancellation));

    internal static void Write(Stream stream, TransactionLog log, ChoiceBuilder builder, TransactionOptions options,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        int[] used = [.. ChoiceFeatures.For(options).Select(feature => ChoiceFeatures.All.ToList().IndexOf(feature))];
        var buffered = new BufferedStream(stream, 1 << 16); // not disposed: that would close the stream of the caller
        var row = new RowBytes(buffered);
        row.Text(string.Join(',', [Group, .. Keys(options), Label, .. used.Select(feature => ChoiceFeatures.All[feature].Name)]));
        row.End();
        byte[][] shoppers = Quoted(log.Shoppers), items = Quoted(log.Items);
        builder.Run(choice =>
        {
            byte[] time = Encoding.UTF8.GetBytes(TableWriter.Quote(choice.Basket.TimeText));
            for (int i = 0; i < choice.Items.Count; i++)
            {
                row.Number(choice.Number);
                row.Cell(shoppers[choice.Basket.Shopper]);
                row.Cell(items[choice.Items[i]]);
                if (options.Time is not null) row.Cell(time);
                row.Cell(choice.Items[i] == choice.Bought ? "1"u8 : "0"u8);
                foreach (int feature in used) row.Cell(choice.Values[i * ChoiceFeatures.All.Count + feature]);
                row.End();
            }
        }, progress, cancellation);
        buffered.Flush();
    }

    private static byte[][] Quoted(string[] names) => [.. names.Select(name => Encoding.UTF8.GetBytes(TableWriter.Quote(name)))];

    /// <summary>One row's bytes.</summary>
    private sealed class RowBytes(Stream stream)
    {
        private readonly byte[] _number = new byte[32];

        public void Text(string text) => stream.Write(Encoding.UTF8.GetBytes(text));

        public void Number(int value) => Put(Utf8Formatter.TryFormat(value, _number, out int length) ? length : 0);

        public void Cell(ReadOnlySpan<byte> text)
        {
            stream.WriteByte((byte)',');
            stream.Write(text);
        }

        // Six decimals: bins need no more, and files stay half as large.
        public void Cell(double value)
        {
            stream.WriteByte((byte)',');
            if (double.IsNaN(value)) return;
            double rounded = Math.Round(value, 6) + 0.0; // −0 is 0
            Put(Utf8Formatter.TryFormat(rounded, _number, out int length) ? length : throw new InvalidOperationException("a number of more than 32 digits"));
        }

        public void End() => stream.WriteByte((byte)'\n');

        private void Put(int length) => stream.Write(_number, 0, length);
    }
}
