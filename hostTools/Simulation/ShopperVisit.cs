using Endcap.Compression.Evaluation;
using Endcap.Label.Display;
using Endcap.Protocol;
using Endcap.Virtual;

namespace Endcap.Simulation;

/// <summary>One shopper's visit to a label that was just switched on, from its first picture to its sleep.</summary>
/// <param name="Price">The panel before the shopper; null without a panel.</param>
/// <param name="Recommendation">The panel after the ranking; null without a panel.</param>
/// <param name="Asleep">The panel when the label sleeps, or when the shopper has gone from a label that never sleeps; null without a panel.</param>
/// <param name="Answer">The ranking packet.</param>
/// <param name="Transcript">All that phone and label said.</param>
/// <param name="HeapBytes">The label's own objects while it serves, by rule.</param>
public sealed record ShopperVisit(FrameBuffer? Price, FrameBuffer? Recommendation, FrameBuffer? Asleep, byte[] Answer,
    IReadOnlyList<TranscriptEntry> Transcript, int HeapBytes)
{
    // A label that never sleeps is watched so long after the shopper has gone.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a visit.</summary>
    /// <param name="label">A label that is switched off.</param>
    /// <param name="mtu">What the phone asks for: 23…517.</param>
    /// <param name="clock">What the label's clock says (UTC) when it starts, or null for a clock that was never set.</param>
    /// <param name="profile">Computes the shopper's bins from what the phone read of the shelf.</param>
    /// <exception cref="InvalidDataException">The label refused something; the message says what.</exception>
    public static ShopperVisit Run(SimulatedLabel label, int mtu, DateTime? clock, Func<ShopperPhone, LabelProfile> profile)
    {
        VirtualBoard board = label.Board;
        var phone = new ShopperPhone(board);
        label.Boot();
        if (clock is { } now) board.RtcTicks = now.Ticks;
        if (!phone.Find(_patience)) throw new InvalidDataException("The label does not advertise.");
        FrameBuffer? price = label.PictureOrNull;
        if (!phone.Connect(mtu)) throw new InvalidDataException("The label does not take the connection.");
        phone.ReadSchema();
        int drawn = Refreshes(board);
        byte[] answer = phone.Ask(profile(phone));
        if (RankingPacket.Fault(answer) != 0) throw new InvalidDataException($"The label answered fault {RankingPacket.Fault(answer)}.");
        // A catalogue's first answer is read whole: the notification may hold less.
        if (answer[RankingPacket.FaultAt] == RankingPacket.WideFlag)
        {
            answer = phone.ReadRanking();
            phone.ReadNext(answer);
        }

        if (price is not null) board.RunUntil(() => Refreshes(board) > drawn && !board.Panel.IsRefreshing, TimeSpan.FromSeconds(20));
        FrameBuffer? recommendation = label.PictureOrNull;
        phone.ReadStatus();
        int heap = label.HeapBytes;
        phone.Disconnect();
        label.RunUntilAsleep(_patience);
        return new ShopperVisit(price, recommendation, label.PictureOrNull, answer, phone.Transcript, heap);
    }

    private static int Refreshes(VirtualBoard board) => board.Panel.FullRefreshes + board.Panel.PartialRefreshes;
}
