using System.Text.Json;
using Neuropil.Compiler;
using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>Rates and steady states of channels against decimal arithmetic of 50 digits on the printed formulas (tests/references/cells/rates.py).</summary>
public class ChannelRateTests
{
    private const double RelativeTolerance = 1e-12;

    public static TheoryData<string> Channels
        => [.. CellReferences.Rates.GetProperty("gates").EnumerateArray().Select(row => row.GetProperty("channel").GetString()!).Distinct()];

    [Theory]
    [MemberData(nameof(Channels))]
    public void Gates_open_and_close_at_the_published_rates(string channel)
    {
        foreach (var row in Rows("gates", channel))
        {
            var (values, path) = Cell(channel, row);
            var state = values.System.States.Single(state => state.Symbol.Name == $"{path}.{row.GetProperty("gate").GetString()}");
            double opening = Slope(0);
            double closing = -Slope(1);
            string where = row.ToString();
            double scale = row.GetProperty("opening").GetDouble() + row.GetProperty("closing").GetDouble();
            Assert.True(Math.Abs(opening - row.GetProperty("opening").GetDouble()) <= RelativeTolerance * scale, $"opening {opening}: {where}");
            Assert.True(Math.Abs(closing - row.GetProperty("closing").GetDouble()) <= RelativeTolerance * scale, $"closing {closing}: {where}");
            Assert.Equal(row.GetProperty("opening").GetDouble() / scale, values[state.Symbol.Name], 1e-12);

            double Slope(double gate) => values.Value(Substitution.Replace(state.Derivative, new Dictionary<Symbol, Expr> { [state.Symbol] = gate }));
        }
    }

    [Fact]
    public void Instant_gates_have_the_published_steady_states()
    {
        int seen = 0;
        foreach (var row in CellReferences.Rates.GetProperty("instant").EnumerateArray())
        {
            var (values, path) = Cell(row.GetProperty("channel").GetString()!, row);
            double expected = row.GetProperty("value").GetDouble();
            Assert.Equal(1, values[$"{path}.{row.GetProperty("gate").GetString()}"] / expected, 1e-12);
            seen++;
        }

        Assert.True(seen > 10);
    }

    [Fact]
    public void The_current_of_Goldman_Hodgkin_and_Katz_is_as_printed_also_at_zero_volts()
    {
        foreach (var row in CellReferences.Rates.GetProperty("currents").EnumerateArray())
        {
            var channel = new CalciumLowThresholdThalamic { Permeability = 1 * cm / second };
            var calcium = new Calcium { InnerConcentration = row.GetProperty("inner").GetDouble() * mM,
                OuterConcentration = row.GetProperty("outer").GetDouble() * mM, Channels = [channel] };
            var run = new CellRun(
                new PointNeuron { Mechanisms = [calcium], Temperature = Celsius(row.GetProperty("T").GetDouble()),
                    InitialVoltage = row.GetProperty("V").GetDouble() * mV, Area = 1 * cm2 }, 0.1);
            double open = run["m"] * run["m"] * run["h"];
            double expected = row.GetProperty("value").GetDouble() * 1e6; // pA
            Assert.Equal(1, run["calcium.lowThresholdThalamic.current"] / open / expected, 1e-12);
        }
    }

    [Fact]
    public void That_current_vanishes_at_the_potential_of_Nernst()
    {
        var calcium = new Calcium { InnerConcentration = 0.001 * mM, OuterConcentration = 2 * mM, Channels = [new CalciumLowThresholdThalamic()] };
        var cell = new PointNeuron { Mechanisms = [calcium], Temperature = Celsius(36) };
        double reversal = new CellRun(cell, 0.1)["calcium.reversal"];
        Assert.Equal(13.32025 * Math.Log(2000), reversal, 1e-2);
        Assert.True(Current(reversal - 1) > 0);
        Assert.True(Current(reversal + 1) < 0);
        Assert.True(Math.Abs(Current(reversal)) < 1e-9 * Current(reversal - 1));

        double Current(double v) => new CellRun(cell with { InitialVoltage = v * mV }, 0.1)["calcium.lowThresholdThalamic.current"];
    }

    private static IEnumerable<JsonElement> Rows(string table, string channel)
        => CellReferences.Rates.GetProperty(table).EnumerateArray().Where(row => row.GetProperty("channel").GetString() == channel);

    private static (CellRun Values, string Path) Cell(string channel, JsonElement row)
    {
        var model = ModelCatalogue.All.Single(model => model.Declaration.GetType().Name == channel);
        var calcium = Concentration.FromSi(row.GetProperty("Ca").GetDouble());
        var cell = (PointNeuron)model.Cell()!;
        if (calcium.SiValue > 0)
        {
            cell = cell with { Mechanisms =
                [.. cell.Mechanisms.Select(mechanism => mechanism is Calcium ion ? ion with { Pool = new CalciumPool { Rest = calcium } } : mechanism)] };
        }

        cell = cell with { InitialVoltage = row.GetProperty("V").GetDouble() * mV, Temperature = Celsius(row.GetProperty("T").GetDouble()) };
        string ion = cell.Mechanisms[0].Name;
        string path = model.Declaration is IonChannel declared ? $"{ion}.{MechanismNames.Default(declared.GetType(), ion)}" : ion;
        return (new CellRun(cell, 0.1), path);
    }
}
