using System.CommandLine;
using Endcap.Compression.Errors;
using Endcap.Compression.Training.Factors;

namespace Endcap.Cli.Commands;

/// <summary>The settings of training factors as options.</summary>
internal static class FactorSettings
{
    private static readonly FactorOptions Defaults = new();

    private static readonly Option<string> Method = new("--method")
    {
        Description = $"Where the vectors come from: {string.Join(", ", FactorOptions.Methods)}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Defaults.MethodName,
    };

    private static readonly Option<int> Rank = CommonOptions.Number("--rank", "Elements of a vector: 4, 8 … 64.", Defaults.Rank);
    private static readonly Option<double?> Regularisation =
        CommonOptions.Optional<double>("--regularisation", "Penalty on large vectors; without it, a default for the method.");
    private static readonly Option<double> Alpha =
        CommonOptions.Number("--alpha", "als: how much more a purchase counts than none.", Defaults.Alpha);
    private static readonly Option<int?> Rounds =
        CommonOptions.OptionalNumber("--rounds", "als, bpr, history: rounds over the data; without it, a default for the method.");
    private static readonly Option<double> LearningRate =
        CommonOptions.Number("--learning-rate", "bpr, history: first step size.", Defaults.LearningRate);
    private static readonly Option<double> HistoryExponent =
        CommonOptions.Number("--history-exponent", "A history of c products counts c^-exponent: 0 the sum, 1 the mean.", Defaults.HistoryExponent);
    private static readonly Option<double?> Popularity =
        CommonOptions.Optional<double>("--popularity", "cosine, lift, ridge: weight of a product's purchases; without it, a default for the method.");
    private static readonly Option<int> Threads =
        CommonOptions.Number("--threads", "Most threads; 0: one per processor. The model does not depend on it.", Defaults.Threads);
    private static readonly Option<double> Validation = CommonOptions.Number("--validation",
        "Share of baskets to hold out; of each, one product is guessed from the others.", 0.0);

    /// <summary>Adds all.</summary>
    public static void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Method, Rank, Regularisation, Alpha, Rounds, LearningRate, HistoryExponent, Popularity, Threads, Validation])
            command.Options.Add(option);
    }

    /// <summary>The options given, checked. Errors: E201, E236, E239.</summary>
    public static FactorOptions Read(CommandContext context)
    {
        var options = new FactorOptions
        {
            Method = FactorOptions.Parse(context.Get(Method)),
            Rank = context.Get(Rank),
            Regularisation = context.Get(Regularisation),
            Alpha = context.Get(Alpha),
            Rounds = context.Get(Rounds),
            LearningRate = context.Get(LearningRate),
            HistoryExponent = context.Get(HistoryExponent),
            Popularity = context.Get(Popularity),
            Seed = context.Seed,
            Threads = context.Get(Threads),
        };
        options.Validate();
        return options;
    }

    /// <summary>The share of baskets to hold out; 0: none. Errors: E201.</summary>
    public static double ValidationFraction(CommandContext context)
    {
        double fraction = context.Get(Validation);
        return fraction is >= 0 and < 1 ? fraction : throw Catalogue.TrainerOptionOutOfRange("--validation", fraction, "0 (none) to below 1");
    }
}
