using System.CommandLine;
using Endcap.Compression.Errors;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Linear;

namespace Endcap.Cli.Commands;

/// <summary>The family of models to train, and the linear family's own settings; what it shares with trees is in <see cref="TrainerSettings"/>.</summary>
internal static class LinearSettings
{
    private const string Trees = "trees", Linear = "linear";

    private static readonly LinearOptions Defaults = new();

    private static readonly Option<string> Model = new("--model")
    {
        Description = $"The family of models: {Trees}, or {Linear} (a weight for each bin, and for pairs of bins of two features).",
        HelpName = "FAMILY",
        DefaultValueFactory = _ => Trees,
    };

    private static readonly Option<int> Pairs =
        CommonOptions.Number("--pairs", "Linear: most pairs of features with weights of their own; the best are chosen.", Defaults.Pairs);
    private static readonly Option<double> PairLambda =
        CommonOptions.Number("--pair-lambda", "Linear: L2 penalty on weights of pairs (--lambda is that of single features).", Defaults.PairL2);
    private static readonly Option<double> L1 =
        CommonOptions.Number("--l1", "Linear: L1 penalty on weights; more of it leaves fewer bins.", Defaults.L1);
    private static readonly Option<int> Passes = CommonOptions.Number("--passes", "Linear: most passes over all weights.", Defaults.Passes);

    // Options of trees that a linear model shares.
    private static readonly string[] Shared = ["--objective", "--lambda", "--threads", "--validation"];

    private static readonly Option[] Own = [Pairs, PairLambda, L1, Passes];

    public static void AddTo(Command command)
    {
        command.Options.Add(Model);
        foreach (Option option in Own) command.Options.Add(option);
    }

    /// <summary>Whether a linear model is asked for. Errors: E254, E255.</summary>
    public static bool Chosen(CommandContext context)
    {
        string model = context.Get(Model);
        if (model is not (Trees or Linear)) throw Catalogue.UnknownFamily(model, [Trees, Linear]);
        IEnumerable<Option> others = model == Trees ? Own : TrainerSettings.Options.Where(option => !Shared.Contains(option.Name));
        foreach (Option option in others)
            if (context.Has(option)) throw Catalogue.OptionOfOtherFamily(option.Name, model, model == Trees ? Linear : Trees);
        return model == Linear;
    }

    /// <summary>The options given. Errors: E201.</summary>
    /// <param name="context">The run.</param>
    /// <param name="shared">What trees share with it.</param>
    public static LinearOptions Read(CommandContext context, TrainerOptions shared)
    {
        var options = new LinearOptions
        {
            Objective = shared.Objective,
            L2 = shared.Lambda,
            PairL2 = context.Get(PairLambda),
            L1 = context.Get(L1),
            Pairs = context.Get(Pairs),
            Passes = context.Get(Passes),
            Threads = shared.Threads,
        };
        options.Validate();
        return options;
    }
}
