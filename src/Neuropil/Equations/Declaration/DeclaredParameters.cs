using System.Reflection;

namespace Neuropil;

/// <summary>The parameters of declared models: their full names, and which of them must be more than zero.</summary>
internal sealed class DeclaredParameters
{
    private readonly Dictionary<Parameter, string> names = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Parameter> positive = new(ReferenceEqualityComparer.Instance);
    private readonly List<(object Declaration, string Scope)> declarations = [];

    /// <summary>The full name of every parameter.</summary>
    public IReadOnlyDictionary<Parameter, string> Names => names;

    /// <summary>Those whose values must be more than zero in every cell.</summary>
    public IReadOnlySet<Parameter> Positive => positive;

    /// <summary>What was added by <see cref="AddAll"/>, with its scope, in that order.</summary>
    public IReadOnlyList<(object Declaration, string Scope)> Declarations => declarations;

    /// <summary>Names a parameter, unless it has a name.</summary>
    public void Add(string path, Parameter parameter) => names.TryAdd(parameter, path);

    /// <summary>Adds the parameters of a model, its properties of type <see cref="Parameter"/>.</summary>
    /// <param name="declaration">The model.</param>
    /// <param name="pathOf">The path of a name in the model's scope.</param>
    /// <exception cref="ArgumentException">One that must be positive is not, in all cells alike.</exception>
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
}
