using Endcap.Compression.Models.CoreMl.Proto;
using Google.Protobuf;

namespace Endcap.Tests.HostTools.Compression.Models.CoreMl;

/// <summary>Small Core ML models.</summary>
internal static class SmallCoreMl
{
    public static Model Model(Action<Model> fill, params string[] inputs)
    {
        var model = new Model { SpecificationVersion = 1, Description = new Description() };
        foreach (string input in inputs) model.Description.Input.Add(Number(input));
        model.Description.Output.Add(Number("target"));
        fill(model);
        return model;
    }

    public static Feature Number(string name) => new() { Name = name, Type = new FeatureType { Double = ByteString.Empty } };

    public static Feature Vector(string name, int length) => new() { Name = name, Type = new FeatureType { Array = new MultiArray { Shape = { length } } } };

    /// <summary>One tree for each behaviour, with x0 against 0.5 and, where that does not hold, x1 against 2; ids are neither dense nor ordered.</summary>
    public static Ensemble Trees(double start)
    {
        var trees = new Ensemble.Types.Parameters { Dimensions = 1, Base = { start } };
        for (int behaviour = 0; behaviour < 6; behaviour++)
        {
            ulong tree = (ulong)(10 - behaviour);
            Node[] nodes =
            [
                Leaf(tree, 7, 1 << behaviour),
                new() { Tree = tree, Node_ = 99, Behaviour = behaviour, Feature = 0, Threshold = 0.5, Yes = 7, No = 3, MissingIsYes = behaviour % 2 == 0 },
                new() { Tree = tree, Node_ = 3, Behaviour = behaviour, Feature = 1, Threshold = 2, Yes = 1000, No = 0 },
                Leaf(tree, 1000, 100 << behaviour),
                Leaf(tree, 0, 10_000 << behaviour),
            ];
            trees.Nodes.AddRange(nodes.Select(node => node.ToByteString()));
        }

        return new Ensemble { Trees = trees };
    }

    /// <param name="start">0.1 is no float32 number, so it makes the model one of doubles; 0.25 one of float32.</param>
    public static Model Forest(double start = 0.1) => Model(model => model.TreeEnsembleRegressor = Trees(start), "a", "b");

    public static Node Leaf(ulong tree, ulong id, double value) =>
        new() { Tree = tree, Node_ = id, Behaviour = 6, Evaluations = { new Node.Types.Evaluation { Value = value } } };

    /// <summary>Scaler and imputer over (a, b), then softmax(relu(W x + b)).</summary>
    public static Model Pipeline()
    {
        Model scaler = Step("a", "scaled", model => model.Scaler = new Scaler { Shift = { 1 }, Scale = { 2 } });
        Model imputer = Step("b", "filled", model => model.Imputer = new Imputer { Number = 5 });
        Model vector = Step("", "all", model => model.Vectorizer = new Vectorizer
            { Columns = { new Vectorizer.Types.Column { Name = "scaled", Dimensions = 1 }, new Vectorizer.Types.Column { Name = "filled", Dimensions = 1 } } });
        Model network = Model(model => model.NetworkClassifier = Network());
        network.Description.Input.Add(Vector("all", 2));
        return Model(model => model.PipelineClassifier = new Wrapped
            { Pipeline = new Pipeline { Models = { new[] { scaler, imputer, vector, network }.Select(part => part.ToByteString()) } } }, "a", "b");
    }

    public static Network Network() => new()
    {
        Layers =
        {
            new Layer { Name = "d", Input = { "all" }, Output = { "d" }, InnerProduct = new InnerProduct
                { Inputs = 2, Outputs = 2, HasBias = true, Weights = new Weights { Floats = { 1, 0, 0, 1 } }, Bias = new Weights { Floats = { 0, -5 } } } },
            new Layer { Name = "r", Input = { "d" }, Output = { "r" }, Activation = new ActivationLayer { Relu = ByteString.Empty } },
            new Layer { Name = "s", Input = { "r" }, Output = { "s" }, Softmax = ByteString.Empty },
        },
        Int64Labels = new Longs { Vector = { 40, 50 } },
    };

    private static Model Step(string input, string output, Action<Model> fill)
    {
        Model model = input.Length == 0 ? Model(fill) : Model(fill, input);
        model.Description.Output[0].Name = output;
        return model;
    }
}
