using Endcap.Boards;
using Endcap.Compression.Energy;
using Endcap.Compression.Evaluation.Cost;

namespace Endcap.Simulation;

/// <summary>What the energy model takes from a board's data.</summary>
public static class BoardEnergy
{
    /// <summary>The assumptions for a board and a shelf on it.</summary>
    /// <param name="board">The board.</param>
    /// <param name="load">Loading the shelf there.</param>
    /// <param name="rank">Ranking it once.</param>
    public static EnergyAssumptions Assume(Board board, LatencyEstimate load, LatencyEstimate rank) => new(new BoardPower(
        (board.LeastSleepMicroamps, board.MostSleepMicroamps), (board.LeastMilliamps, board.MostMilliamps), board.Panel == Panels.Lcd,
        (load.MinMilliseconds / 1000, load.MaxMilliseconds / 1000), (rank.MinMilliseconds / 1000, rank.MaxMilliseconds / 1000)) { HasPanel = board.Panel != Panels.None });
}
