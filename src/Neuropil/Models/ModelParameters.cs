using System.Collections;
using System.Reflection;

namespace Neuropil;

/// <summary>
/// The parameters of a model as its properties declare them, those of its mechanisms and channels included, by full name:
/// <c>leakConductance</c>, <c>sodium.hodgkinHuxley.conductance</c>.
/// </summary>
public static class ModelParameters
{
    // What every neuron or receptor has and what is no part of the model: how it is advanced, what is connected to it.
    private static readonly string[] notOfTheModel = ["Method", "Inputs", "Name", "Compartment"];

    /// <summary>The parameters that are given, by full name.</summary>
    public static IReadOnlyDictionary<string, Parameter> Of(object model)
    {
        var found = new Dictionary<string, Parameter>(StringComparer.Ordinal);
        Visit(model, "", (_, value, path) =>
        {
            if (value is Parameter parameter)
            {
                found.TryAdd(path, parameter);
            }
        });
        return found;
    }

    /// <summary>The same model with a list of values, in SI units, for some of its parameters: one for each cell.</summary>
    /// <exception cref="UnknownNameException">There is no such parameter; the message gives the nearest.</exception>
    public static T With<T>(T model, IReadOnlyDictionary<string, double[]> values)
        where T : class
    {
        var known = Of(model);
        string? unknown = values.Keys.FirstOrDefault(name => !known.ContainsKey(name));
        return unknown is null ? (T)Changed(model, "", values)! : throw UnknownNameException.For("parameter", unknown, known.Keys);
    }

    /// <summary>Shows every parameter, typed quantity, number and switch of a model with its value and full name: the model's own before those of its parts.</summary>
    internal static void Visit(object model, string prefix, Action<PropertyInfo, object?, string> found)
    {
        var parts = new List<(object Part, string Prefix)>();
        foreach (var property in Properties(model))
        {
            object? value = property.GetValue(model);
            string path = $"{prefix}{MechanismNames.CamelCase(property.Name)}";
            if (IsParameter(property.PropertyType))
            {
                found(property, value, path);
            }
            else if (value is IEnumerable list and not string)
            {
                parts.AddRange(list.Cast<object>().Where(IsPart).Select(part => (part, $"{prefix}{NameOf(part, property, model)}.")));
            }
            else if (value is not null && IsPart(value))
            {
                parts.Add((value, $"{path}."));
            }
        }

        parts.ForEach(part => Visit(part.Part, part.Prefix, found));
    }

    private static object Changed(object model, string prefix, IReadOnlyDictionary<string, double[]> values)
    {
        object copy = model.GetType().GetMethod("<Clone>$")!.Invoke(model, null)!;
        foreach (var property in Properties(model).Where(property => property.CanWrite))
        {
            object? value = property.GetValue(model);
            string path = $"{prefix}{MechanismNames.CamelCase(property.Name)}";
            if (value is Parameter parameter)
            {
                if (values.TryGetValue(path, out double[]? given))
                {
                    property.SetValue(copy, List(parameter, given));
                }
            }
            else if (value is IEnumerable list and not string && list.Cast<object>().Any(IsPart))
            {
                object[] parts = [.. list.Cast<object>().Select(part => Changed(part, $"{prefix}{NameOf(part, property, model)}.", values))];
                var typed = Array.CreateInstance(property.PropertyType.GetGenericArguments()[0], parts.Length);
                parts.CopyTo(typed, 0);
                property.SetValue(copy, typed);
            }
            else if (value is not null && IsPart(value))
            {
                property.SetValue(copy, Changed(value, $"{path}.", values));
            }
        }

        return copy;
    }

    // A parameter's type fixes its unit, so that the list has the type of the value that it replaces.
    private static Parameter List(Parameter like, double[] si)
    {
        var values = new ListedValues(si, like.Dimension);
        return like is NumberParameter or { Dimension.IsNone: true } ? new NumberParameter(values)
            : (Parameter)Activator.CreateInstance(TypedParameter(like.GetType()), BindingFlags.NonPublic | BindingFlags.Instance, null, [values], null)!;
    }

    private static Type TypedParameter(Type type)
        => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Parameter<>) ? type : TypedParameter(type.BaseType!);

    private static IEnumerable<PropertyInfo> Properties(object model)
        => model.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && !notOfTheModel.Contains(property.Name))
            .OrderByDescending(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken);

    private static bool IsParameter(Type type)
        => typeof(Parameter).IsAssignableFrom(type) || type == typeof(bool) || type == typeof(double) || type == typeof(int)
            || (type.IsValueType && type.GetInterface(typeof(IQuantity<>).Name) is not null);

    private static bool IsPart(object value)
        => value.GetType().Assembly == typeof(ModelParameters).Assembly && value.GetType().IsClass && value is not (Parameter or Integrator) && value.GetType().GetMethod("<Clone>$") is not null;

    private static string NameOf(object part, PropertyInfo list, object owner) => part switch
    {
        // The mechanisms of a compartment are in its scope, those of a cell of one compartment in none.
        Mechanism mechanism => list.Name == "Mechanisms" ? mechanism.Name : $"{MechanismNames.CamelCase(list.Name)}.{mechanism.Name}",
        IonChannel channel => channel.Name ?? MechanismNames.Default(channel.GetType(), owner.GetType().Name),
        _ => MechanismNames.CamelCase(part.GetType().Name),
    };

    private static int Depth(Type type) => type.BaseType is null ? 0 : 1 + Depth(type.BaseType);
}
