using System.CommandLine;
using Endcap.Compression.Errors;
using Endcap.Compression.Training;

namespace Endcap.Cli.Commands;

/// <summary>Options that every family's trainer has.</summary>
internal static class CommonTraining
{
    // Held out when early stopping is on and the user did not say how much.
    private const double DefaultValidationFraction = 0.2;

    private static readonly TrainerOptions Defaults = new();

    private static readonly Option<string> Objective = new("--objective")
    {
        Description = $"What to train for: {string.Join(", ", ObjectiveNames.All)}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Defaults.Objective.Name(),
    };

    /// <summary>The learning rate.</summary>
    public static readonly Option<double> LearningRateOption =
        CommonOptions.Number("--learning-rate", "Trees: shrinkage of each tree. Dense: Adam's step, 0.001 when left out.", Defaults.LearningRate);
    private static readonly Option<int> ThreadsOption =
        CommonOptions.Number("--threads", "Most threads; 0: one per processor. The model does not depend on it.", Defaults.Threads);
    /// <summary>Early stopping.</summary>
    public static readonly Option<int> EarlyStoppingOption =
        CommonOptions.Number("--early-stopping",
            "Stop after so many rounds (trees) or epochs (dense, 10 when left out) without a better held-out metric; 0: never.",
            Defaults.EarlyStoppingRounds);
    private static readonly Option<double> Validation =
        CommonOptions.Number("--validation",
            $"Share of groups to hold out for the metric; {DefaultValidationFraction} with --early-stopping, else 0.", 0.0);

    public static void AddTo(Command command)
    {
        foreach (Option option in new Option[] { Objective, LearningRateOption, ThreadsOption, EarlyStoppingOption, Validation })
            command.Options.Add(option);
    }

    /// <summary>What to train for. Errors: E202.</summary>
    public static Objective ReadObjective(CommandContext context) => ObjectiveNames.Parse(context.Get(Objective));

    /// <summary>The learning rate, or a family's own default.</summary>
    public static double LearningRate(CommandContext context, double usual) =>
        context.Has(LearningRateOption) ? context.Get(LearningRateOption) : usual;

    /// <summary>Most threads.</summary>
    public static int Threads(CommandContext context) => context.Get(ThreadsOption);

    /// <summary>Rounds without a better metric; 0: no early stopping.</summary>
    public static int EarlyStopping(CommandContext context, TrainFamily family)
    {
        bool nothingHeldOut = context.Has(Validation) && context.Get(Validation) == 0;
        return context.Has(EarlyStoppingOption) ? context.Get(EarlyStoppingOption) : nothingHeldOut ? 0 : family.DefaultEarlyStopping;
    }

    /// <summary>The share of groups to hold out; 0: none. Errors: E201.</summary>
    public static double ValidationFraction(CommandContext context, TrainFamily family)
    {
        if (!context.Has(Validation) && EarlyStopping(context, family) > 0) return DefaultValidationFraction;
        double fraction = context.Get(Validation);
        return fraction is >= 0 and < 1 ? fraction : throw Catalogue.TrainerOptionOutOfRange("--validation", fraction, "0 (none) to below 1");
    }
}
