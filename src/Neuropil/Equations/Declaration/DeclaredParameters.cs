using System.Reflection;

namespace Neuropil;

/// <summary>The parameters of declared models: their full names, and which of them must be more than zero, or between zero and one.</summary>
internal sealed class DeclaredParameters
{
    private readonly Dictionary<Parameter, string> names = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string Name, Parameter Parameter)> all = [];
    private readonly HashSet<Parameter> positive = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Parameter> probabilities = new(ReferenceEqualityComparer.Instance);
    private readonly List<(object Declaration, string Scope)> declarations = [];

    /// <summary>The full name of every parameter.</summary>
    public IReadOnlyDictionary<Parameter, string> Names => names;

    /// <summary>Every parameter by each of its names: one object that stands at two places has two.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> All => all;

    /// <summary>Those whose values must be more than zero in every cell.</summary>
    public IReadOnlySet<Parameter> Positive => positive;

    /// <summary>Those whose values must lie between zero and one in every cell.</summary>
    public IReadOnlySet<Parameter> Probabilities => probabilities;

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
    /// <exception cref="ArgumentException">One that must be positive, or a probability, is not, in all cells alike.</exception>
    public void AddAll(object declaration, Func<string, string> pathOf)
    {
        declarations.Add((declaration, pathOf("")));
        foreach (var property in declaration.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (typeof(Parameter).IsAssignableFrom(property.PropertyType) && property.GetValue(declaration) is Parameter parameter)
            {
                string path = pathOf(char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
                Add(path, parameter);
                if (PositiveAttribute.Concerns(property, parameter))
                {
                    RequirePositive(path, parameter);
                }

                if (property.IsDefined(typeof(ProbabilityAttribute), inherit: true))
                {
                    RequireProbability(path, parameter);
                }
            }
        }
    }

    /// <summary>Holds a parameter to be more than zero: one value for all is known now; what differs between cells when they have their values.</summary>
    /// <exception cref="ArgumentException">It is not, in all cells alike.</exception>
    public void RequirePositive(string path, Parameter parameter)
    {
        positive.Add(parameter);
        if (parameter.IsUniform && !(parameter.UniformSi > 0))
        {
            throw new ArgumentException(PositiveAttribute.Message(path, parameter.ToString(), parameter.Dimension));
        }
    }

    private void RequireProbability(string path, Parameter parameter)
    {
        probabilities.Add(parameter);
        if (parameter.IsUniform && !(parameter.UniformSi is >= 0 and <= 1))
        {
            throw new ArgumentException(ProbabilityAttribute.Message(path, parameter.ToString()));
        }
    }
}
