namespace Endcap.Compression.Pruning;

/// <summary>What replacing a subtree by one leaf is taken to cost.</summary>
public enum TreeSaliency
{
    /// <summary>Σ rows · |leaf value − their mean|: how far scores move. The leaf gets the mean.</summary>
    Magnitude,

    /// <summary>Σ |G · (mean − leaf value)|: the loss's first-order change (Molchanov et al. 2017). The leaf gets the mean.</summary>
    Gradient,

    /// <summary>
    /// ½ [Σ A² / (H + λ) − (ΣA)² / (ΣH + λ)] with A = H · value − G: what the loss's second-order model loses, the other
    /// leaves at their best (XGBoost's gain of the subtree, seen from today's scores). The leaf gets Σ H · value / ΣH: what is
    /// left of the gradient belongs to the refit, as all trees share it and each would take the whole step.
    /// </summary>
    SecondOrder,

    /// <summary>Rows outside the subtree's most-reached leaf: how often it says something unusual. The leaf gets the mean.</summary>
    Activation,
}

/// <summary>What the training rows say of one leaf.</summary>
/// <param name="Rows">Rows that reach it.</param>
/// <param name="Gradient">G: their gradients' sum at today's scores.</param>
/// <param name="Hessian">H: their second derivatives' sum.</param>
/// <param name="Value">Its value.</param>
public readonly record struct LeafSum(double Rows, double Gradient, double Hessian, double Value)
{
    /// <summary>A: what H · value would have to be, were the leaf alone to end at gradient 0.</summary>
    public double Pull => Hessian * Value - Gradient;

    /// <summary>The leaf after its value has moved, gradients by the second-order model.</summary>
    public LeafSum At(double value) => this with { Gradient = Gradient + Hessian * (value - Value), Value = value };
}

/// <summary>Saliencies of subtrees.</summary>
public static class TreeSaliencies
{
    /// <summary>What one leaf instead of many costs, and its best value in the criterion's sense.</summary>
    /// <param name="saliency">The criterion.</param>
    /// <param name="leaves">The subtree's leaves; at least one.</param>
    /// <param name="lambda">L2 penalty on leaf values, 0 or more.</param>
    public static (double Cost, double Value) Collapse(TreeSaliency saliency, ReadOnlySpan<LeafSum> leaves, double lambda)
    {
        double rows = 0, weighted = 0, plain = 0, most = 0, pull = 0, curved = 0, hessian = 0, apart = 0;
        foreach (LeafSum leaf in leaves)
        {
            rows += leaf.Rows;
            weighted += leaf.Rows * leaf.Value;
            plain += leaf.Value;
            most = Math.Max(most, leaf.Rows);
            pull += leaf.Pull;
            curved += leaf.Hessian * leaf.Value;
            hessian += leaf.Hessian;
            apart += Ratio(leaf.Pull * leaf.Pull, leaf.Hessian + lambda);
        }

        double mean = rows > 0 ? weighted / rows : plain / leaves.Length;
        if (saliency == TreeSaliency.SecondOrder)
            return ((apart - Ratio(pull * pull, hessian + lambda)) / 2, hessian > 0 ? curved / hessian : mean);
        double cost = saliency == TreeSaliency.Activation ? rows - most : 0;
        foreach (LeafSum leaf in leaves)
        {
            if (saliency == TreeSaliency.Magnitude) cost += leaf.Rows * Math.Abs(leaf.Value - mean);
            else if (saliency == TreeSaliency.Gradient) cost += Math.Abs(leaf.Gradient * (mean - leaf.Value));
        }

        return (cost, mean);
    }

    private static double Ratio(double numerator, double denominator) => denominator > 0 ? numerator / denominator : 0;
}
