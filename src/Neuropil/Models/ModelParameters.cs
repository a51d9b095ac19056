using System.Collections;
using System.Reflection;

namespace Neuropil;

/// <summary>
/// The parameters of a model as its properties declare them, those of its mechanisms and channels included, by full name:
/// <c>leakConductance</c>, <c>sodium.hodgkinHuxley.conductance</c>. A name's scope is the one in which the model's declaration names its parts.
/// </summary>
public static class ModelParameters
{
    /// <summary>The parameters that are given, by full name.</summary>
    public static IReadOnlyDictionary<string, Parameter> Of(Neuron model)
    {
        var found = new Dictionary<string, Parameter>(StringComparer.Ordinal);
        Visit(model, model.Build().Close(), (_, value, path) =>
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
    /// <exception cref="ArgumentException">A parameter is one of a property that cannot be given.</exception>
    public static T With<T>(T model, IReadOnlyDictionary<string, double[]> values)
        where T : Neuron
    {
        var known = Of(model);
        if (values.Keys.FirstOrDefault(name => !known.ContainsKey(name)) is { } unknown)
        {
            throw UnknownNameException.For("parameter", unknown, known.Keys);
        }

        var lists = values.ToDictionary(pair => pair.Key, pair => List(known[pair.Key], pair.Value), StringComparer.Ordinal);
        var changed = (T)Changed(model, new PartScopes(model.Build().Close()), lists);
        var given = Of(changed);
        return lists.Keys.FirstOrDefault(name => !ReferenceEquals(given.GetValueOrDefault(name), lists[name])) is { } lost
            ? throw new ArgumentException($"Parameter '{lost}' of {model.GetType().Name} cannot be given other values: no property that can be set has it.")
            : changed;
    }

    /// <summary>
    /// Shows every parameter, typed quantity, number and switch of a model with its value and full name: the model's own before those of its parts.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="declared">Its equations, whose declaration gave its parts their scopes; null for a model without.</param>
    /// <param name="found">What is done with each.</param>
    public static void Visit(IModel model, EquationSystem? declared, Action<PropertyInfo, object?, string> found)
        => Visit(model, new PartScopes(declared), found);

    private static void Visit(IModel model, PartScopes scopes, Action<PropertyInfo, object?, string> found)
    {
        string prefix = scopes.PrefixOf(model) ?? "";
        var parts = new List<IModel>();
        foreach (var property in Properties(model))
        {
            object? value = property.GetValue(model);
            if (IsParameter(property.PropertyType))
            {
                found(property, value, $"{prefix}{MechanismNames.CamelCase(property.Name)}");
            }
            else
            {
                parts.AddRange(Parts(value).Where(scopes.Has));
            }
        }

        parts.ForEach(part => Visit(part, scopes, found));
    }

    private static IModel Changed(IModel model, PartScopes scopes, Dictionary<string, Parameter> lists)
    {
        string prefix = scopes.PrefixOf(model) ?? "";
        var copy = model.Copy();
        var parts = new List<(PropertyInfo Property, object Value)>();
        foreach (var property in Properties(model))
        {
            object? value = property.GetValue(model);
            if (value is Parameter)
            {
                if (lists.TryGetValue($"{prefix}{MechanismNames.CamelCase(property.Name)}", out var given))
                {
                    property.SetValue(copy, given);
                }
            }
            else if (Parts(value).Any())
            {
                parts.Add((property, value!));
            }
        }

        foreach (var (property, value) in parts)
        {
            property.SetValue(copy, value is IModel part
                ? ChangedPart(part)
                : ListOf(property.PropertyType, [.. ((IEnumerable)value).Cast<object>().Select(ChangedPart)]));
        }

        return copy;

        object ChangedPart(object part) => part is IModel inner && scopes.Has(inner) ? Changed(inner, scopes, lists) : part;
    }

    private static IEnumerable<IModel> Parts(object? value) => value switch
    {
        IModel part => [part],
        IEnumerable list and not string => list.OfType<IModel>(),
        _ => [],
    };

    // Lists of parts are arrays, or lists that an array serves for.
    private static Array ListOf(Type type, object[] parts)
    {
        var typed = Array.CreateInstance(type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0], parts.Length);
        parts.CopyTo(typed, 0);
        return type.IsInstanceOfType(typed)
            ? typed
            : throw new ArgumentException($"A list of parts is a {type.Name}; expected an IReadOnlyList or an array.");
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

    // What can be given: a model's own properties before those of the classes that it is derived from.
    private static IEnumerable<PropertyInfo> Properties(object model)
        => model.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0)
            .OrderByDescending(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken);

    private static bool IsParameter(Type type)
        => typeof(Parameter).IsAssignableFrom(type) || type == typeof(bool) || type == typeof(double) || type == typeof(int)
            || (type.IsValueType && type.GetInterface(typeof(IQuantity<>).Name) is not null);

    private static int Depth(Type type) => type.BaseType is null ? 0 : 1 + Depth(type.BaseType);
}
