using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>Changes cells between two steps: states where they stand, parameters by equations that have others, rates of sources.</summary>
internal sealed class CellEditor(Network network, NetworkAssembly assembly, EngineState state, List<Probe> probes)
{
    /// <summary>
    /// What is to be noted when a state variable, a parameter or a rate of cells gets other values; null for a state, which has them at once.
    /// </summary>
    /// <exception cref="ArgumentException">The value does not fit; the message names it.</exception>
    /// <exception cref="UnknownNameException">There is no such variable or parameter.</exception>
    public Action<RunChanges>? ChangeOf(PopulationSlice cells, string name, Parameter value, long step)
    {
        int population = network.IndexOf(cells.Population);
        if (state.Blocks[population] is not { } block)
        {
            return RateChange(cells, population, name, value, step);
        }

        var found = Find(block.Equations, cells, name);
        if (found is Symbol variable)
        {
            SetState(cells, block, variable, value, step);
            return null;
        }

        return ParameterChangeOf(cells, block, ((ParameterExpr)found).Parameter, value);
    }

    /// <summary>Brings the cells from what is changed to what is to be changed.</summary>
    /// <returns>The populations whose equations are others.</returns>
    public IReadOnlyList<int> Become(RunChanges before, RunChanges now, long? step)
    {
        var changed = new List<int>();
        foreach (var block in state.Blocks.OfType<StateBlock>().Where(block => !before.ParametersOf(block.Index).SequenceEqual(now.ParametersOf(block.Index))))
        {
            Renew(block, before, now, step);
            changed.Add(block.Index);
        }

        foreach (var generator in state.Generators.OfType<RenewalGenerator>())
        {
            generator.Become(now.Rates.GetValueOrDefault(generator.Index), step);
        }

        return changed;
    }

    // Among what can be given a value; the rest is refused by what it is.
    private static Expr Find(EquationSystem equations, PopulationSlice cells, string name)
    {
        try
        {
            return NameSearch.Find("variable or parameter", name, equations.MainScope,
                equations.States.Select(state => (state.Symbol.Name, (Expr)state.Symbol)),
                equations.Parameters.DistinctBy(one => one.Name).Select(one => (one.Name, (Expr)new ParameterExpr(one.Parameter))));
        }
        catch (UnknownNameException error)
        {
            if (equations.Intermediates.Keys.FirstOrDefault(key => key == name || key.EndsWith("." + name, StringComparison.Ordinal)) is { } computed)
            {
                throw new ArgumentException(
                    $"'{computed}' of '{cells.Name}' follows from other quantities and cannot be set: set a variable or a parameter that it reads.", error);
            }

            throw;
        }
    }

    private void SetState(PopulationSlice cells, StateBlock block, Symbol variable, Parameter value, long step)
    {
        var values = CellSampling.Of(cells, value, variable.Name, variable.Dimension,
            () => assembly.Values[block.Index]!.DrawnState(value, variable.Name, step));
        RequireFits(cells, block, variable, values, step);
        block.Write(block.Plan.IndexOf(ColumnKind.State, variable.Name), cells.Start, values);
        GiveOut(block, cells.Start, cells.Count, step);
    }

    private void RequireFits(PopulationSlice cells, StateBlock block, Symbol variable, double[] values, long step)
    {
        var ceiling = block.Equations.States.First(one => ReferenceEquals(one.Symbol, variable)).Ceiling;
        var limit = ceiling is null || CellFormula.PassingPartOf(ceiling) is not null ? null : new CellFormula(block, assembly.Values[block.Index]!, ceiling);
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(block.IsSingle ? (float)values[i] : values[i]))
            {
                throw new ArgumentException(
                    $"{variable.Name} of cell {cells.Start + i} of population '{cells.Population.Name}' is set to {values[i]}; expected a finite number.");
            }

            if (limit?.Value(cells.Start + i, step * state.TimeStep) is { } largest && values[i] > largest)
            {
                throw new ArgumentException(
                    $"{variable.Name} of cell {cells.Start + i} of population '{cells.Population.Name}' is set to {Print(values[i], variable.Dimension)}; its "
                        + $"ceiling is {Print(largest, variable.Dimension)}.");
            }
        }
    }

    private Action<RunChanges> ParameterChangeOf(PopulationSlice cells, StateBlock block, Parameter parameter, Parameter value)
    {
        var equations = block.Equations;
        string name = equations.ParameterNames[parameter];
        var names = equations.Parameters.Where(one => ReferenceEquals(one.Parameter, parameter)).Select(one => one.Name).Distinct().ToList();
        if (names.Count > 1)
        {
            throw new ArgumentException(
                $"In population '{cells.Population.Name}' {string.Join(" and ", names.Select(one => $"'{one}'"))} are one object in the declaration, and would "
                    + $"change together: give each a value of its own there.");
        }

        if (!ParameterReplacement.ReadBy(equations).Contains(parameter))
        {
            throw new ArgumentException(
                $"'{name}' of population '{cells.Population.Name}' cannot be changed while the network runs: its equations, as they were declared, do not read "
                    + $"it (or only for the start).");
        }

        bool isUniform = value.IsUniform && cells.Count == cells.Population.Size;
        var values = CellSampling.Of(cells, value, name, parameter.Dimension, () => assembly.Values[block.Index]!.DrawnParameter(value, name));
        int bad = Array.FindIndex(values, one => !double.IsFinite(one));
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"{name} of cell {cells.Start + bad} of population '{cells.Population.Name}' is set to {values[bad]}; expected a finite number.");
        }

        if (isUniform)
        {
            return changes => changes.CellParameters[(block.Index, name)] = new ParameterChange(true, [value.UniformSi]);
        }

        double[] all = [.. assembly.Values[block.Index]!.Of(parameter)];
        values.CopyTo(all, cells.Start);
        return changes => changes.CellParameters[(block.Index, name)] = new ParameterChange(false, all);
    }

    private Action<RunChanges> RateChange(PopulationSlice cells, int population, string name, Parameter value, long step)
    {
        if (name != "rate" || state.Generators[population] is not RenewalGenerator generator)
        {
            throw new UnknownNameException(
                $"Population '{cells.Population.Name}' has no equations: "
                + (state.Generators[population] is RenewalGenerator ? $"its 'rate' can be set, and not '{name}'."
                    : $"nothing of it can be set, nor '{name}'."));
        }

        var values = CellSampling.Of(cells, value, name, Frequency.Dimension, () => generator.DrawnRates(value));
        double[] rates = generator.Rates;
        values.CopyTo(rates, cells.Start);
        int bad = Array.FindIndex(rates, rate => !(rate >= 0 && double.IsFinite(rate)));
        return bad < 0 ? changes => changes.Rates[population] = rates
            : throw new ArgumentException(
                $"The rate of cell {bad} of population '{cells.Population.Name}' is set to {Print(rates[bad], Frequency.Dimension)}; expected 0 Hz or more.");
    }

    private void Renew(StateBlock block, RunChanges before, RunChanges now, long? step)
    {
        var declared = assembly.Declared[block.Index]!;
        var replaced = Replacements(declared, now.ParametersOf(block.Index));
        var equations = ParameterReplacement.In(declared, replaced.ToDictionary(one => one.Declared, one => one.Now));
        var values = assembly.NewValues(block.Population, equations);
        foreach (var (_, own, name, change) in replaced)
        {
            if (change.IsUniform)
            {
                values.Of(own);
            }
            else
            {
                values.Give(own, name, change.Values);
            }
        }

        assembly.Renew(block, equations, values);
        assembly.Values[block.Index] = values;
        foreach (var probe in probes.Where(probe => probe.Population == block.Index))
        {
            probe.Renew(values);
        }

        state.Workers.ForEach(worker => worker.RenewCells(block.Index));
        if (step is { } present)
        {
            var (first, count) = ChangedCells(block, before, now);
            GiveOut(block, first, count, present);
        }
    }

    private static List<(Parameter Declared, Parameter Now, string Name, ParameterChange Change)> Replacements(
        EquationSystem declared, IEnumerable<(string Name, ParameterChange Change)> changes)
        => [.. changes.Select(one =>
        {
            var parameter = declared.ParameterNames.First(pair => pair.Value == one.Name).Key;
            return (parameter, one.Change.AsParameter(parameter.Dimension), one.Name, one.Change);
        })];

    // The range of cells of which a parameter is another; what the rest gives out keeps its bits.
    private static (int First, int Count) ChangedCells(StateBlock block, RunChanges before, RunChanges now)
    {
        var old = before.ParametersOf(block.Index).ToDictionary(one => one.Name, one => one.Change);
        var (first, end) = (block.Population.Size, 0);
        foreach (var (name, change) in now.ParametersOf(block.Index))
        {
            if (change.IsUniform || !old.TryGetValue(name, out var known) || known.IsUniform)
            {
                return (0, block.Population.Size);
            }

            int[] others = [.. Enumerable.Range(0, change.Values.Length).Where(cell => known.Values[cell] != change.Values[cell])];
            first = Math.Min(first, others.DefaultIfEmpty(first).First());
            end = Math.Max(end, others.Select(cell => cell + 1).DefaultIfEmpty(0).Last());
        }

        return (first, Math.Max(0, end - first));
    }

    // Couplings read in the step to come what cells gave out at the end of the last.
    private unsafe void GiveOut(StateBlock block, int first, int count, long step)
    {
        for (int output = 0; output < block.Outputs.Count; output++)
        {
            var formula = new CellFormula(block, assembly.Values[block.Index]!, block.Step.Outputs[output].Value);
            byte* row = block.Outputs[output].Row(step);
            for (int cell = first; cell < first + count; cell++)
            {
                double value = formula.Value(cell, step * state.TimeStep);
                if (block.IsSingle)
                {
                    ((float*)row)[cell] = (float)value;
                }
                else
                {
                    ((double*)row)[cell] = value;
                }
            }
        }
    }

    private static string Print(double value, Dimension dimension) => QuantityPrinter.Print(new Quantity(KernelUnits.ToSi(value, dimension), dimension));
}
