using System.Linq.Expressions;
using System.Reflection;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>Builds delegates to methods whose types the caller cannot name, because they live in another load context.</summary>
internal static class DelegateBinder
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>See <see cref="InstrumentedAssembly.Bind{TDelegate}"/>.</summary>
    /// <exception cref="MissingMethodException">No such method.</exception>
    /// <exception cref="ArgumentException">The delegate's parameters cannot be cast to the method's.</exception>
    public static TDelegate Bind<TDelegate>(Type type, string methodName) where TDelegate : Delegate
    {
        MethodInfo method = type.GetMethod(methodName, Any) ?? throw new MissingMethodException(type.FullName, methodName);
        MethodInfo signature = typeof(TDelegate).GetMethod("Invoke")!;
        ParameterExpression[] parameters =
            [.. signature.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType, parameter.Name))];
        Type[] wanted = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
        if (!method.IsStatic) wanted = [type, .. wanted];
        if (wanted.Length != parameters.Length)
            throw new ArgumentException($"{typeof(TDelegate)} has {parameters.Length} parameters, {type}.{methodName} takes {wanted.Length}");

        Expression[] values = [.. parameters.Select((parameter, i) => Cast(parameter, wanted[i]))];
        Expression call = method.IsStatic ? Expression.Call(method, values) : Expression.Call(values[0], method, values[1..]);
        return Expression.Lambda<TDelegate>(Cast(call, signature.ReturnType), parameters).Compile();
    }

    private static Expression Cast(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);
}
