using System.Reflection;

namespace Neuropil.Experiments;

/// <summary>One parameter of an experiment, as its record declares it with <see cref="OptionAttribute"/>.</summary>
public sealed class ExperimentParameter
{
    private readonly PropertyInfo property;
    private readonly OptionAttribute declaration;
    private readonly ParameterKind kind;

    internal ExperimentParameter(PropertyInfo property, OptionAttribute declaration, ParameterKind kind, object defaults)
    {
        (this.property, this.declaration, this.kind) = (property, declaration, kind);
        Option = declaration.Name ?? KebabCase.Of(property.Name);
        Default = Format(property.GetValue(defaults)!);
    }

    /// <summary>The option's name without the hyphens in front.</summary>
    public string Option { get; }

    /// <summary>A phrase that says what it is.</summary>
    public string Description => declaration.Description;

    /// <summary>The default as text, with its unit.</summary>
    public string Default { get; }

    /// <summary>What kind of value it takes, in a word or two.</summary>
    public string Kind => kind.Name;

    /// <summary>Whether the option may stand without a value.</summary>
    public bool IsSwitch => kind is SwitchKind;

    /// <summary>Whether a range of values can be given, which makes a sweep of the run.</summary>
    public bool CanVary => kind.CanVary;

    /// <summary>The unit of axes and tables; empty for pure numbers.</summary>
    public string DisplayUnit => kind.Unit(declaration.Unit).Name;

    /// <summary>The values accepted, bound by bound; empty when there is no limit.</summary>
    internal IReadOnlyList<ParameterBound> Limits => [.. Bounds()];

    /// <summary>Refuses bounds and a unit that are none of this kind of value.</summary>
    /// <exception cref="FormatException">One is wrong.</exception>
    internal void RequireSound()
    {
        _ = Bounds().All(bound => bound.Accepts(0) || true);
        kind.Unit(declaration.Unit);
    }

    /// <summary>Sets the parameter of <paramref name="record"/> from what a person typed.</summary>
    /// <exception cref="UserErrorException">The text is no such value, or out of range; names the option, the text and what was expected.</exception>
    internal void SetFromText(object record, string text)
    {
        try
        {
            if (text.Length == 0 && kind is ListKind && Default.Length > 0)
            {
                throw new FormatException($"the list is empty; expected values with commas between, for example {Default}.");
            }

            object value = kind.Parse(text);
            RequireInRange(value);
            property.SetValue(record, value);
        }
        catch (FormatException error)
        {
            throw new UserErrorException($"--{Option}: {error.Message}", error);
        }
    }

    /// <summary>The values of a range that a person typed.</summary>
    /// <exception cref="UserErrorException">The text is no range, or a value in it is not accepted; names the option.</exception>
    internal SweptParameter Sweep(string text)
    {
        try
        {
            return new SweptParameter(this, text, [.. SweptParameter.Range(text, kind, declaration.Unit).Select(value =>
            {
                RequireInRange(value);
                return Format(value);
            })]);
        }
        catch (FormatException error)
        {
            throw new UserErrorException($"--{Option}: {error.Message}", error);
        }
    }

    /// <summary>A value's number in <see cref="DisplayUnit"/>: the decimal number that stands for it, if 15 digits do.</summary>
    internal double NumberOf(string text)
    {
        var (name, unit) = kind.Unit(declaration.Unit);
        double magnitude = Magnitude(text), quotient = magnitude / unit;
        return name.Length > 0 && Magnitude(kind.Format(kind.Parse(text), name)) == magnitude ? DataTable.Typed(quotient) : quotient;
    }

    /// <summary>Refuses a record whose value, however it came there, is out of range.</summary>
    /// <exception cref="UserErrorException">Names the option, the value and the range.</exception>
    internal void RequireValid(object record)
    {
        object value = property.GetValue(record)!;
        try
        {
            RequireInRange(value);
        }
        catch (FormatException error)
        {
            throw new UserErrorException($"--{Option}: {error.Message}", error);
        }
    }

    /// <summary>The parameter's value in <paramref name="record"/>, for people.</summary>
    internal string TextIn(object record) => Format(property.GetValue(record)!);

    /// <summary>The parameter's value in <paramref name="record"/>, to the bit.</summary>
    internal string ExactTextIn(object record) => kind.ToExactText(property.GetValue(record)!);

    /// <summary>Sets the parameter from what <see cref="ExactTextIn"/> gave.</summary>
    /// <exception cref="FormatException">The text is not of this parameter.</exception>
    internal void SetFromExactText(object record, string text)
    {
        object value = kind.FromExactText(text);
        RequireInRange(value);
        property.SetValue(record, value);
    }

    /// <summary>Gives <paramref name="target"/> the value that <paramref name="source"/> has.</summary>
    internal void CopyValue(object source, object target) => property.SetValue(target, property.GetValue(source));

    /// <summary>Multiplies the parameter's value in <paramref name="record"/>.</summary>
    internal void Scale(object record, double factor) => property.SetValue(record, kind.Scale(property.GetValue(record)!, factor));

    private string Format(object value) => kind.Format(value, declaration.Unit);

    private void RequireInRange(object value)
    {
        foreach (double magnitude in kind.Magnitudes(value) ?? [])
        {
            if (!double.IsFinite(magnitude))
            {
                throw new FormatException($"{OneLine.Quote(Format(value))} must be finite.");
            }

            foreach (var bound in Bounds())
            {
                if (!bound.Accepts(magnitude))
                {
                    throw new FormatException($"{OneLine.Quote(Format(value))} must be {bound}.");
                }
            }
        }
    }

    private IEnumerable<ParameterBound> Bounds()
    {
        if (declaration.MoreThan is { } open)
        {
            double bound = Magnitude(open);
            yield return new("more than {0}", open, value => value > bound);
        }

        if (declaration.AtLeast is { } least)
        {
            double bound = Magnitude(least);
            yield return new("at least {0}", least, value => value >= bound);
        }

        if (declaration.AtMost is { } most)
        {
            double bound = Magnitude(most);
            yield return new("at most {0}", most, value => value <= bound);
        }
    }

    private double Magnitude(string text) => kind.Magnitudes(kind.Parse(text))!.Single();
}
