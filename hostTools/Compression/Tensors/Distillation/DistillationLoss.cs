using System.Numerics.Tensors;

namespace Endcap.Compression.Tensors.Distillation;

/// <summary>
/// L = α · L_hard + (1 − α) · T² · KL(teacher at T ‖ student at T), with its gradient by the student's logits (Hinton,
/// Vinyals and Dean 2015). T² keeps the soft part's gradient, which falls as 1 / T², comparable to the hard part's. Scores
/// are logits: before any sigmoid or softmax. Natural logarithms.
/// </summary>
public static class DistillationLoss
{
    // Rows of a group whose numbers need no array: shelves have about ten.
    private const int OnStack = 64;

    /// <summary>One logit for a yes or no.</summary>
    /// <param name="options">T and α.</param>
    /// <param name="student">Log-odds.</param>
    /// <param name="teacher">Log-odds.</param>
    /// <param name="label">0 … 1.</param>
    /// <param name="gradient">Receives ∂L/∂student = α (σ(s) − y) + (1 − α) T (σ(s/T) − σ(t/T)).</param>
    public static double Binary(DistillationOptions options, double student, double teacher, double label, out double gradient) =>
        Binary(options, student, teacher, label, out gradient, out _);

    /// <summary>The same.</summary>
    /// <param name="options">T and α.</param>
    /// <param name="student">Log-odds.</param>
    /// <param name="teacher">Log-odds.</param>
    /// <param name="label">0 … 1.</param>
    /// <param name="gradient">Receives ∂L/∂student.</param>
    /// <param name="curve">Receives ∂²L/∂student² = α σ'(s) + (1 − α) σ'(s/T), with σ' = σ (1 − σ).</param>
    public static double Binary(DistillationOptions options, double student, double teacher, double label, out double gradient, out double curve)
    {
        double temperature = options.Temperature, s = student / temperature, t = teacher / temperature;
        double p = Sigmoid(t), hard = LogOnePlusExp(student) - label * student;
        // p ln(p/q) + (1−p) ln((1−p)/(1−q)), with ln σ(x) = x − ln(1 + e^x) and ln(1 − σ(x)) = −ln(1 + e^x).
        double divergence = p * (t - s) - LogOnePlusExp(t) + LogOnePlusExp(s);
        double own = Sigmoid(student), cool = Sigmoid(s);
        gradient = options.Alpha * (own - label) + (1 - options.Alpha) * temperature * (cool - p);
        curve = options.Alpha * own * (1 - own) + (1 - options.Alpha) * cool * (1 - cool);
        return options.Alpha * hard + (1 - options.Alpha) * temperature * temperature * Math.Max(divergence, 0);
    }

    /// <summary>One logit per class.</summary>
    /// <param name="options">T and α.</param>
    /// <param name="student">[class].</param>
    /// <param name="teacher">[class].</param>
    /// <param name="label">The true class.</param>
    /// <param name="gradient">Receives [class]: ∂L/∂student.</param>
    public static double Classes(
        DistillationOptions options, ReadOnlySpan<double> student, ReadOnlySpan<double> teacher, int label, Span<double> gradient)
    {
        double[] target = new double[student.Length];
        target[label] = 1;
        return Softmax(options, student, teacher, target, gradient, []);
    }

    /// <summary>
    /// One score per row of a group, compared by a softmax over the group (ListNet, Cao et al. 2007, top one; with labels as
    /// shares, as in Bruch et al. 2019). In a group without a positive label only the teacher counts.
    /// </summary>
    /// <param name="options">T and α.</param>
    /// <param name="student">[row].</param>
    /// <param name="teacher">[row].</param>
    /// <param name="relevance">[row]: not negative.</param>
    /// <param name="gradient">Receives [row]: ∂L/∂student.</param>
    /// <param name="curves">Receives [row]: ∂²L/∂student², of each row alone; or empty.</param>
    public static double Group(
        DistillationOptions options, ReadOnlySpan<double> student, ReadOnlySpan<double> teacher,
        ReadOnlySpan<double> relevance, Span<double> gradient, Span<double> curves = default)
    {
        Span<double> target = relevance.Length <= OnStack ? stackalloc double[relevance.Length] : new double[relevance.Length];
        relevance.CopyTo(target);
        double total = TensorPrimitives.Sum(relevance);
        if (total > 0) TensorPrimitives.Divide(target, total, target);
        return Softmax(options, student, teacher, target, gradient, curves);
    }

    /// <summary>Real values: ½ α (s − y)² + ½ (1 − α) (s − t)². There is no temperature.</summary>
    /// <param name="options">α.</param>
    /// <param name="student">Estimate.</param>
    /// <param name="teacher">The teacher's estimate.</param>
    /// <param name="label">The true value.</param>
    /// <param name="gradient">Receives ∂L/∂student.</param>
    public static double Regression(DistillationOptions options, double student, double teacher, double label, out double gradient)
    {
        double hard = student - label, soft = student - teacher;
        gradient = options.Alpha * hard + (1 - options.Alpha) * soft;
        return (options.Alpha * hard * hard + (1 - options.Alpha) * soft * soft) / 2;
    }

    // target: the labels as shares that sum to 1, or all 0.
    private static double Softmax(DistillationOptions options, ReadOnlySpan<double> student, ReadOnlySpan<double> teacher,
        ReadOnlySpan<double> target, Span<double> gradient, Span<double> curves)
    {
        int count = student.Length;
        if (count != teacher.Length || count != target.Length || count != gradient.Length || (curves.Length != 0 && count != curves.Length))
            throw new ArgumentException("Student, teacher, labels and derivatives differ in length.", nameof(student));
        double temperature = options.Temperature, hard = 0, soft = 0, sum = TensorPrimitives.Sum(target);
        Span<double> logs = count <= OnStack ? stackalloc double[4 * count] : new double[4 * count];
        Span<double> own = logs[..count], cool = logs[count..(2 * count)], wanted = logs[(2 * count)..(3 * count)], scratch = logs[(3 * count)..];
        LogSoftmax(student, 1, own, scratch);
        LogSoftmax(student, temperature, cool, scratch);
        LogSoftmax(teacher, temperature, wanted, scratch);
        for (int i = 0; i < count; i++)
        {
            double p = Math.Exp(wanted[i]), share = Math.Exp(own[i]), coolShare = Math.Exp(cool[i]);
            hard -= target[i] * own[i];
            soft += p * (wanted[i] - cool[i]);
            gradient[i] = options.Alpha * (share * sum - target[i]) + (1 - options.Alpha) * temperature * (coolShare - p);
            if (curves.Length != 0)
                curves[i] = options.Alpha * sum * share * (1 - share) + (1 - options.Alpha) * coolShare * (1 - coolShare);
        }

        return options.Alpha * hard + (1 - options.Alpha) * temperature * temperature * Math.Max(soft, 0);
    }

    private static void LogSoftmax(ReadOnlySpan<double> logits, double temperature, Span<double> result, Span<double> scratch)
    {
        if (logits.Length == 0) return;
        TensorPrimitives.Divide(logits, temperature, result);
        TensorPrimitives.Subtract(result, TensorPrimitives.Max<double>(result), result);
        TensorPrimitives.Exp<double>(result, scratch);
        TensorPrimitives.Subtract(result, Math.Log(TensorPrimitives.Sum<double>(scratch)), result);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    // ln(1 + e^x) without overflow.
    private static double LogOnePlusExp(double x) => Math.Max(x, 0) + double.LogP1(Math.Exp(-Math.Abs(x)));
}
