using System.Reflection;

namespace Neuropil.Tests.Quantities;

/// <summary>Every operator of every generated type, found by reflection, against plain arithmetic of values and exponents.</summary>
public class GeneratedOperatorsTests
{
    private static readonly double[] samples = [-3.5, 0.25, 7];

    public static TheoryData<Type> Types => [.. QuantityTypes()];

    [Fact]
    public void No_two_types_share_a_dimension()
        => Assert.Equal(QuantityTypes().Count, QuantityTypes().Select(DimensionOf).Distinct().Count());

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_operator_has_the_dimension_and_value_that_its_operands_imply(Type type)
    {
        int checkedCount = 0;
        foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => m.Name is "op_Addition" or "op_Subtraction" or "op_Multiply" or "op_Division"))
        {
            ParameterInfo[] operands = method.GetParameters();
            foreach (double a in samples)
            {
                foreach (double b in samples)
                {
                    object left = Make(operands[0].ParameterType, a);
                    object right = Make(operands[1].ParameterType, b);
                    object result = method.Invoke(null, [left, right])!;
                    (double value, Dimension dimension) = Expected(method.Name, (a, DimensionOf(left)), (b, DimensionOf(right)));
                    Assert.Equal(value, ValueOf(result));
                    Assert.Equal(dimension, DimensionOf(result));
                    checkedCount++;
                }
            }
        }

        Assert.True(checkedCount >= 9 * 9, $"only {checkedCount} checks");
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_product_and_quotient_whose_dimension_has_a_type_is_that_type(Type type)
    {
        var byDimension = QuantityTypes().ToDictionary(DimensionOf);
        foreach (Type other in QuantityTypes())
        {
            foreach ((string name, Dimension dimension) in new[]
            {
                ("op_Multiply", DimensionOf(type) * DimensionOf(other)),
                ("op_Division", DimensionOf(type) / DimensionOf(other)),
            })
            {
                Type? expected = dimension.IsNone ? typeof(double) : byDimension.GetValueOrDefault(dimension);
                MethodInfo? found = type.GetMethod(name, [type, other], null);
                found = found?.GetParameters()[1].ParameterType == other ? found : null;
                Assert.Equal(expected, found?.ReturnType);
            }
        }

        Type reciprocal = byDimension.GetValueOrDefault(Dimension.None / DimensionOf(type)) ?? typeof(Quantity);
        Assert.Equal(reciprocal, type.GetMethod("op_Division", [typeof(double), type])!.ReturnType);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Comparisons_order_by_value_and_NaN_equals_no_number(Type type)
    {
        object Operator(string name, double a, double b)
            => type.GetMethod(name, [type, type])!.Invoke(null, [Make(type, a), Make(type, b)])!;

        foreach ((double a, double b) in new[] { (1.0, 2.0), (2.0, 1.0), (1.0, 1.0), (double.NaN, 1.0), (double.NaN, double.NaN) })
        {
            Assert.Equal(a < b, Operator("op_LessThan", a, b));
            Assert.Equal(a > b, Operator("op_GreaterThan", a, b));
            Assert.Equal(a <= b, Operator("op_LessThanOrEqual", a, b));
            Assert.Equal(a >= b, Operator("op_GreaterThanOrEqual", a, b));
            Assert.Equal(a == b, Operator("op_Equality", a, b));
            Assert.Equal(a != b, Operator("op_Inequality", a, b));
            Assert.Equal(a.CompareTo(b), ((IComparable<double>)a).CompareTo(b));
        }

        Assert.Equal(-2.5, ValueOf(type.GetMethod("op_UnaryNegation", [type])!.Invoke(null, [Make(type, 2.5)])!));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Conversions_to_the_general_quantity_are_implicit_and_back_are_checked(Type type)
    {
        MethodInfo implicitly = type.GetMethods().Single(m => m.Name == "op_Implicit" && m.ReturnType == typeof(Quantity));
        MethodInfo explicitly = type.GetMethods().Single(m => m.Name == "op_Explicit" && m.ReturnType == type);
        var general = (Quantity)implicitly.Invoke(null, [Make(type, 4.5)])!;
        Assert.Equal(new Quantity(4.5, DimensionOf(type)), general);
        Assert.Equal(4.5, ValueOf(explicitly.Invoke(null, [general])!));
        var error = Assert.Throws<TargetInvocationException>(() => explicitly.Invoke(null, [new Quantity(1, Dimension.Of(candela: 1))]));
        Assert.IsType<DimensionMismatchException>(error.InnerException);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_converts_to_parameters_and_to_expressions(Type type)
    {
        foreach (Type target in new[] { typeof(Parameter), typeof(Expr) })
        {
            Assert.NotNull(target.GetMethod("op_Implicit", [type]));
        }

        var parameter = (Parameter)typeof(Parameter).GetMethod("op_Implicit", [type])!.Invoke(null, [Make(type, 2)])!;
        Assert.Equal(DimensionOf(type), parameter.Dimension);
        Assert.Equal(2, parameter.UniformSi);
    }

    internal static IReadOnlyList<Type> QuantityTypes() =>
        [.. typeof(Quantity).Assembly.GetTypes()
            .Where(t => t.IsValueType && t != typeof(Number)
                && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuantity<>)))
            .OrderBy(t => t.Name, StringComparer.Ordinal)];

    internal static Dimension DimensionOf(Type type) => (Dimension)type.GetProperty("Dimension", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    private static Dimension DimensionOf(object value) => value switch
    {
        double => Dimension.None,
        Quantity quantity => quantity.Dimension,
        _ => DimensionOf(value.GetType()),
    };

    private static double ValueOf(object value) => value is double number ? number : (double)value.GetType().GetProperty("SiValue")!.GetValue(value)!;

    private static object Make(Type type, double si)
        => type == typeof(double) ? si
            : type == typeof(Quantity) ? new Quantity(si, Dimension.Of(candela: 1, second: 0.5))
            : type.GetMethod("FromSi")!.Invoke(null, [si])!;

    private static (double Value, Dimension Dimension) Expected(string name, (double Value, Dimension Dimension) a, (double Value, Dimension Dimension) b)
        => name switch
    {
        "op_Addition" => (a.Value + b.Value, a.Dimension),
        "op_Subtraction" => (a.Value - b.Value, a.Dimension),
        "op_Multiply" => (a.Value * b.Value, a.Dimension * b.Dimension),
        _ => (a.Value / b.Value, a.Dimension / b.Dimension),
    };
}
