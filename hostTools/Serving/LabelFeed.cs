using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;

namespace Endcap.Serving;

/// <summary>One thing that happened, as watchers get it.</summary>
/// <param name="Kind">state, panel, gatt or ranking.</param>
/// <param name="Json">One JSON object.</param>
public sealed record FeedItem(string Kind, string Json);

/// <summary>
/// What happens to a label, for those who watch it. A watcher first gets the last of everything, then what comes. Kept in
/// memory only, and only the last steps; a real label keeps none of it.
/// </summary>
public sealed class LabelFeed
{
    /// <summary>Steps between phones and label that a new watcher still sees.</summary>
    public const int Steps = 100;

    // A watcher that does not read loses the oldest.
    private const int Waiting = 1000;

    // Never part of a page: letters and base64 may stand as they are.
    private static readonly JsonSerializerOptions _json = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();
    private readonly List<Channel<FeedItem>> _watchers = [];
    private readonly Dictionary<string, FeedItem> _last = [];
    private readonly Queue<FeedItem> _steps = new();
    private bool _closed;

    /// <summary>Whether anybody watches.</summary>
    public bool IsWatched
    {
        get
        {
            lock (_lock) return _watchers.Count > 0;
        }
    }

    /// <summary>Begins to watch.</summary>
    public ChannelReader<FeedItem> Watch()
    {
        var channel = Channel.CreateBounded<FeedItem>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            foreach (FeedItem item in _steps.Concat(_last.Values)) channel.Writer.TryWrite(item);
            if (_closed) channel.Writer.Complete();
            else _watchers.Add(channel);
        }

        return channel.Reader;
    }

    /// <summary>Watches no more.</summary>
    public void Leave(ChannelReader<FeedItem> watcher)
    {
        lock (_lock) _watchers.RemoveAll(channel => channel.Reader == watcher);
    }

    /// <summary>Tells everybody.</summary>
    /// <param name="kind">As in <see cref="FeedItem"/>.</param>
    /// <param name="what">Becomes JSON.</param>
    /// <param name="isStep">Whether it is one of many to keep, or the newest of its kind.</param>
    internal void Tell(string kind, object what, bool isStep = false)
    {
        var item = new FeedItem(kind, JsonSerializer.Serialize(what, _json));
        lock (_lock)
        {
            if (!isStep && _last.TryGetValue(kind, out FeedItem? last) && last == item) return;
            if (isStep) _steps.Enqueue(item);
            else _last[kind] = item;
            if (_steps.Count > Steps) _steps.Dequeue();
            foreach (Channel<FeedItem> watcher in _watchers) watcher.Writer.TryWrite(item);
        }
    }

    /// <summary>Ends all watching.</summary>
    internal void Close()
    {
        lock (_lock)
        {
            _closed = true;
            foreach (Channel<FeedItem> watcher in _watchers) watcher.Writer.TryComplete();
        }
    }
}
