using Endcap.Compression.Faults;
using Endcap.Kernel;
using Endcap.Label.Power;
using Endcap.Label.Storage;
using Endcap.Label.Work;
using Endcap.Protocol;
using Endcap.Simulation;
using Endcap.Virtual;

namespace Endcap.Serving;

/// <content>What watchers are told.</content>
public sealed partial class LiveLabel
{
    private const int StateEvery = 400; // ms
    private static readonly TimeSpan _askPatience = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<PhoneLink, (byte[] Packet, byte[] Context)> _asked = [];
    private (int, int, bool, BoardState, int) _panelAt;
    private long _stateAt;
    private bool _hasRanking;

    // Tells what changed since the last look.
    private void Publish(SimulatedLabel label)
    {
        BoardPanel panel = label.Board.Panel;
        var panelNow = (panel.FullRefreshes, panel.PartialRefreshes, panel.IsRefreshing, label.Board.State, label.Board.Boots);
        bool changed = panelNow != _panelAt;
        if (changed) Feed.Tell("panel", PanelNow(label.Board, _panelAt.Item1));
        if (changed) _panelAt = panelNow;
        if (!changed && (!Feed.IsWatched || Environment.TickCount64 - _stateAt < StateEvery)) return;
        _stateAt = Environment.TickCount64;
        object? advert = AdvertNow(label.Board, out bool hasShelf);
        if (_hasRanking && Gone(label.Board, hasShelf) is { } why) Withdraw(why);
        Feed.Tell("state", StateNow(label, advert));
    }

    // Why an earlier ranking says nothing any more; null while it does.
    private static string? Gone(VirtualBoard board, bool hasShelf) => board.State == BoardState.Off
        ? "The label is switched off, so it ranks nothing." : hasShelf ? null : "The label has no sound shelf any more, so it ranks nothing.";

    private void Withdraw(string why)
    {
        _hasRanking = false;
        Feed.Tell("ranking", new { Gone = why });
    }

    private object PanelNow(VirtualBoard board, int fullBefore)
    {
        ShownPicture shown = board.Panel.Shown;
        bool full = board.Panel.FullRefreshes > fullBefore;
        return new
        {
            shown.Width, shown.Height, shown.Stride, Pixels = Convert.ToBase64String(shown.Pixels),
            Refresh = !board.Panel.IsRefreshing ? null : full ? "full" : "partial",
            Milliseconds = (full ? PanelModel.FullMilliseconds : PanelModel.PartialMilliseconds) / _speed,
        };
    }

    private object StateNow(SimulatedLabel label, object? advert)
    {
        VirtualBoard board = label.Board;
        return new
        {
            State = board.State.ToString().ToLowerInvariant(), board.Boots, Failure,
            Seconds = Math.Round(board.Scheduler.NowMicroseconds / 1e6, 1),
            AwakeSeconds = Math.Round(board.AwakeMicroseconds / 1e6, 1),
            AsleepSeconds = Math.Round(board.AsleepMicroseconds / 1e6, 1),
            RadioSeconds = Math.Round(board.RadioOnMicroseconds / 1e6, 1),
            Advert = advert,
            Phone = _phones.Find(phone => phone.IsConnected)?.Name,
            HeapBytes = label.HeapBytes, board.Data.ShelfBytes, BoardHeapBytes = board.Data.HeapBytes,
            board.Panel.FullRefreshes, board.Panel.PartialRefreshes,
            PartialsSinceFull = (board.Panel as PanelModel)?.PartialsSinceFull,
            Drive = new { board.Drive.UsedBytes, board.Drive.CapacityBytes, board.Drive.Writes, board.Drive.Files },
            Battery = new { Millivolts = board.BatteryMillivolts, Percent = BatteryGauge.Percent(board.BatteryMillivolts) },
            Clock = board.State == BoardState.Off ? null : new DateTime(board.RtcTicks, DateTimeKind.Utc).ToString("s"),
            Lamp = board.Data.Led < 0 ? (bool?)null : board.IsLampLit,
            label.Problems,
        };
    }

    // Null without an advert, which says nothing about the shelf.
    private static object? AdvertNow(VirtualBoard board, out bool hasShelf)
    {
        hasShelf = true;
        if (new VirtualPhone(board).Scan() is not { } advert) return null;
        byte[] data = advert.ServiceData(new Guid(GattIds.ShopperService)) ?? [];
        bool sound = AdvertData.Check(data, data.Length) == PacketFault.None;
        int bits = sound ? data[AdvertData.StateAt] : 0;
        hasShelf = !sound || (bits & AdvertData.Ready) != 0;
        return new
        {
            advert.Name, Hex = Convert.ToHexStringLower(advert.Data), ScanResponse = Convert.ToHexStringLower(advert.ScanResponse),
            LabelId = sound ? AdvertData.LabelId(data) : 0, SchemaId = sound ? $"{AdvertData.SchemaId(data):x8}" : null,
            Ready = (bits & AdvertData.Ready) != 0, ServiceNeeded = (bits & AdvertData.ServiceNeeded) != 0, LowBattery = (bits & AdvertData.LowBattery) != 0,
        };
    }

    /// <summary>Keeps what a phone asks until its answer comes. On the label's thread.</summary>
    internal void RememberProfile(PhoneLink phone, byte[] packet)
    {
        byte[] context = new byte[ContextBins.Count(Image.Shelf)];
        Board.Call(() => ContextBins.Fill(Image.Shelf, Settings.ClockOffsetMinutes, context), _askPatience);
        _asked[phone] = (packet, context);
    }

    /// <summary>A step between a phone and the label. On the label's thread.</summary>
    internal void Log(PhoneLink phone, string what, Guid? uuid, byte[] bytes, int error, string? meaning = null)
    {
        PacketText text = error != 0 || uuid is null ? new PacketText("", meaning ?? PacketWords.Error(error), [])
            : PacketWords.Of(uuid.Value, what, bytes, Image);
        Feed.Tell("gatt", new
        {
            Milliseconds = Math.Round(Board.Scheduler.NowMicroseconds / 1000.0, 1), Phone = phone.Name,
            What = uuid is null ? what : $"{what} {PacketWords.Name(uuid.Value)}",
            Hex = Convert.ToHexStringLower(bytes), Error = error, text.Meaning, text.Fields,
        }, isStep: true);
        if (what == "notification" && uuid == new Guid(GattIds.Ranking)) Explain(phone, bytes);
        if (what is "disconnect" or "connection lost") _asked.Remove(phone);
    }

    private void Explain(PhoneLink phone, byte[] answer)
    {
        if (!_asked.Remove(phone, out (byte[] Packet, byte[] Context) asked)) return;
        if (RankingPacket.Check(answer, answer.Length) != PacketFault.None) return;
        int fault = RankingPacket.Fault(answer);
        _hasRanking = true;
        Feed.Tell("ranking", fault == 0
            ? Explainer.Explain(phone.Name, asked.Packet, asked.Context, answer)
            : new { Phone = phone.Name, Fault = fault, Message = FaultTable.Find(fault)?.Message });
    }
}
