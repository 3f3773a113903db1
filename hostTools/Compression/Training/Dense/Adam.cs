namespace Endcap.Compression.Training.Dense;

/// <summary>Adam (Kingma and Ba 2015) with weight decay apart from the gradient (Loshchilov and Hutter 2019).</summary>
/// <param name="decays">[parameter]: whether weight decay acts on it.</param>
/// <param name="weightDecay">Share that a step of rate 1 takes away.</param>
internal sealed class Adam(bool[] decays, double weightDecay)
{
    private const double Momentum = 0.9, Memory = 0.999, Epsilon = 1e-8;

    private readonly double[] _first = new double[decays.Length];
    private readonly double[] _second = new double[decays.Length];
    private int _step;

    /// <summary>One step against the gradient, in place.</summary>
    public void Step(float[] parameters, float[] gradient, double rate)
    {
        _step++;
        double firstBias = 1 - Math.Pow(Momentum, _step), secondBias = 1 - Math.Pow(Memory, _step);
        for (int i = 0; i < parameters.Length; i++)
        {
            double slope = gradient[i];
            _first[i] = Momentum * _first[i] + (1 - Momentum) * slope;
            _second[i] = Memory * _second[i] + (1 - Memory) * slope * slope;
            double change = _first[i] / firstBias / (Math.Sqrt(_second[i] / secondBias) + Epsilon);
            if (decays[i]) change += weightDecay * parameters[i];
            parameters[i] = (float)(parameters[i] - rate * change);
        }
    }
}
