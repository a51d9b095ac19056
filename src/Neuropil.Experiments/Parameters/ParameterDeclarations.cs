using System.Reflection;

namespace Neuropil.Experiments;

/// <summary>Reads the parameters that a record declares.</summary>
internal static class ParameterDeclarations
{
    private static readonly string[] reserved =
        ["seed", "seeds", "shard", "threads", "precision", "out", "preset", "check-dt", "dump-kernels", "help", "version"];

    /// <summary>The parameters of the type of <paramref name="defaults"/>, a base record's first, each in the order of declaration.</summary>
    /// <exception cref="ParameterDeclarationException">Two have the same option, or a declaration is wrong: a mistake of the experiment's author.</exception>
    public static IReadOnlyList<ExperimentParameter> Of(object defaults)
    {
        var parameters = new List<ExperimentParameter>();
        var declared = defaults.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (Property: property, Option: property.GetCustomAttribute<OptionAttribute>()))
            .Where(each => each.Option is not null)
            .OrderBy(each => Depth(each.Property.DeclaringType!)).ThenBy(each => each.Property.MetadataToken);
        foreach (var (property, option) in declared)
        {
            var parameter = Declared(property, option!, defaults);
            if (parameters.Exists(other => other.Option == parameter.Option))
            {
                throw new ParameterDeclarationException($"{defaults.GetType().Name} declares the option --{parameter.Option} twice.");
            }

            if (reserved.Contains(parameter.Option))
            {
                throw new ParameterDeclarationException(
                    $"{defaults.GetType().Name}.{property.Name} declares the option --{parameter.Option}, which every experiment has already; give it "
                        + $"another Name.");
            }

            parameters.Add(parameter);
        }

        return parameters;
    }

    private static ExperimentParameter Declared(PropertyInfo property, OptionAttribute option, object defaults)
    {
        var kind = KindOf(property.PropertyType, property);
        try
        {
            var parameter = new ExperimentParameter(property, option, kind, defaults);
            parameter.RequireSound();
            return parameter;
        }
        catch (Exception error) when (error is FormatException || LibraryRefusal.Is(error))
        {
            throw new ParameterDeclarationException(
                $"{defaults.GetType().Name}.{property.Name}, option --{option.Name ?? KebabCase.Of(property.Name)}: {error.Message}", error);
        }
    }

    private static ParameterKind KindOf(Type type, PropertyInfo property)
    {
        if (type == typeof(double))
        {
            return new NumberKind();
        }

        if (type == typeof(int))
        {
            return new IntegerKind<int>();
        }

        if (type == typeof(long))
        {
            return new IntegerKind<long>();
        }

        if (type == typeof(bool))
        {
            return new SwitchKind();
        }

        if (type == typeof(string))
        {
            return new TextKind();
        }

        if (type.IsEnum)
        {
            return new ChoiceKind(type);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            Type element = type.GetGenericArguments()[0];
            return new ListKind(KindOf(element, property), element);
        }

        if (type.IsValueType && type.GetInterface(typeof(IQuantity<>).Name) is not null)
        {
            return (ParameterKind)Activator.CreateInstance(typeof(QuantityKind<>).MakeGenericType(type))!;
        }

        throw new ParameterDeclarationException($"{property.DeclaringType!.Name}.{property.Name} is a {type.Name}, which is no kind of parameter.");
    }

    private static int Depth(Type type)
    {
        int depth = 0;
        for (Type? each = type.BaseType; each is not null; each = each.BaseType)
        {
            depth++;
        }

        return depth;
    }
}
