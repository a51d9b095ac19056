using System.Reflection;

namespace Neuropil;

/// <summary>The parameters of declared models: their full names, and the bounds of their values.</summary>
internal sealed class DeclaredParameters
{
    private readonly Dictionary<Parameter, string> names = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string Name, Parameter Parameter)> all = [];
    private readonly Dictionary<Parameter, ParameterBound> bounds = new(ReferenceEqualityComparer.Instance);
    private readonly List<(object Declaration, string Scope)> declarations = [];

    /// <summary>The full name of every parameter.</summary>
    public IReadOnlyDictionary<Parameter, string> Names => names;

    /// <summary>Every parameter by each of its names: one object that stands at two places has two.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> All => all;

    /// <summary>What the values of some must be in every cell.</summary>
    public IReadOnlyDictionary<Parameter, ParameterBound> Bounds => bounds;

    /// <summary>What was added by <see cref="AddAll"/>, with its scope, in that order.</summary>
    public IReadOnlyList<(object Declaration, string Scope)> Declarations => declarations;

    /// <summary>Names a parameter; its first name is the one by which it is known.</summary>
    public void Add(string path, Parameter parameter)
    {
        names.TryAdd(parameter, path);
        all.Add((path, parameter));
    }

    /// <summary>Adds the parameters of a model, its properties of type <see cref="Parameter"/>.</summary>
    /// <param name="declaration">The model.</param>
    /// <param name="pathOf">The path of a name in the model's scope.</param>
    /// <exception cref="ArgumentException">One is not what it must be, in all cells alike.</exception>
    public void AddAll(object declaration, Func<string, string> pathOf)
    {
        declarations.Add((declaration, pathOf("")));
        foreach (var property in declaration.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (typeof(Parameter).IsAssignableFrom(property.PropertyType) && property.GetValue(declaration) is Parameter parameter)
            {
                string path = pathOf(char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
                Add(path, parameter);
                if (ParameterBound.Of(property, parameter) is { } bound)
                {
                    Require(bound, path, parameter);
                }
            }
        }
    }

    /// <summary>Holds a parameter to be more than zero: one value for all is known now; what differs between cells when they have their values.</summary>
    /// <exception cref="ArgumentException">It is not, in all cells alike.</exception>
    public void RequirePositive(string path, Parameter parameter) => Require(ParameterBound.Positive, path, parameter);

    /// <summary>Holds a parameter of the models to be at most a value, beside what its property says.</summary>
    /// <exception cref="ArgumentException">It is more, in all cells alike, or is no parameter of these models.</exception>
    public void RequireAtMost(Parameter parameter, Parameter most)
        => Require(ParameterBound.AtMost(most.UniformSi, most.Dimension), PathOf(parameter), parameter);

    /// <summary>Holds a parameter of the models to be at least a value, beside what its property says.</summary>
    /// <exception cref="ArgumentException">It is less, in all cells alike, or is no parameter of these models.</exception>
    public void RequireAtLeast(Parameter parameter, Parameter least)
        => Require(ParameterBound.AtLeast(least.UniformSi, least.Dimension), PathOf(parameter), parameter);

    private string PathOf(Parameter parameter)
        => names.TryGetValue(parameter, out string? path) ? path : throw new ArgumentException($"{parameter} is no parameter of this model.");

    // One value for all is known now; what differs between cells when they have their values.
    private void Require(ParameterBound bound, string path, Parameter parameter)
    {
        bounds[parameter] = bound = bounds.GetValueOrDefault(parameter)?.And(bound) ?? bound;
        if (parameter.IsUniform && !bound.Holds(parameter.UniformSi))
        {
            throw new ArgumentException(bound.Message(path, parameter.ToString(), parameter.Dimension));
        }
    }
}
