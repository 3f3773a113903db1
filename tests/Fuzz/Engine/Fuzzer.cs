using Endcap.Fuzz.Coverage;
using Endcap.Fuzz.Targets;

namespace Endcap.Fuzz.Engine;

/// <summary>An input that a reader did not survive.</summary>
/// <param name="Input">The bytes.</param>
/// <param name="Error">What was thrown.</param>
public sealed record Finding(byte[] Input, Exception Error)
{
    /// <summary>The error and where it was thrown: two findings of the same place are one.</summary>
    public string Place => Error.GetType().Name + " " + (Error.StackTrace ?? "").Split('\n')[0].Trim();
}

/// <summary>
/// Feeds a target mutations of its seeds. An input that reaches a basic block that none reached before joins the inputs that are
/// mutated (coverage-guided, as AFL does it). Same seed, same inputs.
/// </summary>
public sealed class Fuzzer
{
    private readonly FuzzTarget _target;
    private readonly CoverageMap _hits;
    private readonly byte[] _known;
    private readonly List<byte[]> _corpus = [];
    private readonly Dictionary<string, Finding> _findings = new(StringComparer.Ordinal);
    private readonly Random _random;

    /// <summary>Runs the seeds, which must all survive.</summary>
    /// <param name="target">What is tried.</param>
    /// <param name="hits">Where the target marks the blocks it ran; see <see cref="CoveredTargets.Hits"/>.</param>
    /// <param name="seed">Of all random decisions.</param>
    public Fuzzer(FuzzTarget target, CoverageMap hits, int seed)
    {
        (_target, _hits, _known, _random) = (target, hits, new byte[hits.Bytes.Length], new Random(seed));
        foreach (byte[] input in target.Seeds)
        {
            Try(input);
            _corpus.Add(input);
        }
    }

    /// <summary>One finding for each place.</summary>
    public IReadOnlyCollection<Finding> Findings => _findings.Values;

    /// <summary>Basic blocks reached so far.</summary>
    public int Blocks { get; private set; }

    /// <summary>Inputs that are mutated.</summary>
    public int Corpus => _corpus.Count;

    /// <summary>Mutations tried.</summary>
    public long Tried { get; private set; }

    /// <summary>Tries so many mutations.</summary>
    public void Run(long count)
    {
        for (long i = 0; i < count; i++)
        {
            // Newer inputs reach further: half of the picks are among the last tenth.
            int pick = _random.Next(2) == 0 ? _random.Next(_corpus.Count) : _corpus.Count - 1 - _random.Next(1 + (_corpus.Count / 10));
            byte[] input = Mutator.Mutate(_corpus[pick], _corpus[_random.Next(_corpus.Count)], _random);
            if (_random.Next(8) != 0) input = _target.Repair(input);
            if (Try(input)) _corpus.Add(input);
            Tried++;
        }
    }

    // Whether something new was reached. The target may keep or change its array: it gets a copy.
    private bool Try(byte[] input)
    {
        _hits.Used.Clear();
        try
        {
            _target.Run([.. input]);
        }
        catch (Exception error)
        {
            var finding = new Finding(input, error);
            _findings.TryAdd(finding.Place, finding);
        }

        return TakeNew();
    }

    private bool TakeNew()
    {
        int before = Blocks;
        ReadOnlySpan<byte> hits = _hits.Used;
        for (int at = hits.IndexOf((byte)1); at >= 0;)
        {
            if (_known[at] == 0)
            {
                _known[at] = 1;
                Blocks++;
            }

            int next = hits[(at + 1)..].IndexOf((byte)1);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return Blocks > before;
    }
}
