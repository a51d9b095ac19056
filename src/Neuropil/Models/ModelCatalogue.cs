using System.Reflection;

namespace Neuropil;

/// <summary>
/// All cells, channels, ions, receptors, currents and sources that Neuropil comes with, each with its default parameters. A model is here
/// because its type is public: nobody can forget to add one.
/// </summary>
public static class ModelCatalogue
{
    private static readonly Lazy<IReadOnlyList<CatalogueModel>> all = new(Collect);

    /// <summary>The models, by kind and then by name.</summary>
    public static IReadOnlyList<CatalogueModel> All => all.Value;

    /// <summary>The model of that name; the name of its type serves too.</summary>
    /// <exception cref="UnknownNameException">There is none; the message gives the nearest.</exception>
    public static CatalogueModel Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(model => string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(model.Type.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw UnknownNameException.For("model", name, All.Select(model => model.Name));
    }

    /// <summary>The kind of a type of model, or null for a type that is none of them.</summary>
    internal static ModelKind? KindOf(Type type)
        => typeof(Neuron).IsAssignableFrom(type) ? ModelKind.Cell
        : typeof(IonChannel).IsAssignableFrom(type) ? ModelKind.Channel
        : typeof(IonContainer).IsAssignableFrom(type) ? ModelKind.Ion
        : typeof(Mechanism).IsAssignableFrom(type) ? ModelKind.Channel
        : typeof(Receptor).IsAssignableFrom(type) ? ModelKind.Receptor
        : typeof(InjectedCurrent).IsAssignableFrom(type) ? ModelKind.Current
        : typeof(SpikeSource).IsAssignableFrom(type) ? ModelKind.Source
        : null;

    private static List<CatalogueModel> Collect()
        => [.. from type in typeof(ModelCatalogue).Assembly.GetExportedTypes()
               where !type.IsAbstract && type != typeof(EquationCell) // a cell whose equations its user writes is no model before that
               let kind = KindOf(type)
               where kind is not null
               let name = KebabCase(type.Name)
               orderby kind, name
               select new CatalogueModel(name, kind.Value, Make(type))];

    // What a model cannot do without is given the simplest value: a name, no spikes, a single sample.
    private static object Make(Type type)
    {
        if (type == typeof(ArrayCurrent))
        {
            return new ArrayCurrent { Samples = [0 * Units.pA] };
        }

        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).MinBy(each => each.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Least(type, parameter.ParameterType))]);
    }

    private static object? Least(Type type, Type parameter)
        => parameter == typeof(string) ? MechanismNames.Default(type, prefix: "")
        : parameter.IsGenericType ? Array.CreateInstance(parameter.GetGenericArguments()[0], 0)
        : parameter.IsValueType ? Activator.CreateInstance(parameter) : null;

    // Numbers are words of their own: Izhikevich2007 is izhikevich-2007.
    private static string KebabCase(string name)
        => string.Concat(name.Select((letter, i) => i > 0 && (char.IsUpper(letter) || (char.IsDigit(letter) && !char.IsDigit(name[i - 1]))) ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
