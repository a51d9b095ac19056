namespace Neuropil.Compiler;

/// <summary>
/// The order in which a part's operations are emitted. The graph's own order finishes one function before it begins the next: few values are
/// alive, but each operation waits for the one before. The order by depth begins all functions at once: nothing waits, but the values do not
/// fit into the registers, and most are written to the stack and read back. This one follows the graph's order, and begins something later
/// only while everything begun waits for its operands and registers are left (docs/decisions/0003-kernels.md has the measurements).
/// </summary>
internal sealed class KernelSchedule
{
    // Operations that begin while one is under way: 3 to 4 cycles of latency at 1 to 2 operations a cycle.
    private const int Latency = 6;

    private const int DivisionLatency = 18;

    private readonly KernelGraph graph;
    private readonly InlinedNodes inlined;
    private readonly int registers;
    private readonly int[][] operands;
    private readonly int[] unissuedOperands;
    private readonly int[] unissuedUsers;
    private readonly List<int>[] users;
    private readonly int[] finish;
    private readonly SortedSet<int> candidates = [];
    private int live;
    private int now;

    private KernelSchedule(KernelGraph graph, InlinedNodes inlined, int registers)
    {
        (this.graph, this.inlined, this.registers) = (graph, inlined, registers);
        int count = graph.Nodes.Count;
        operands = new int[count][];
        users = new List<int>[count];
        unissuedOperands = new int[count];
        unissuedUsers = new int[count];
        finish = new int[count];
    }

    /// <summary>The nodes that get a variable each, in order: not constants and uniform values, not what is written inside its only user.</summary>
    /// <param name="graph">The part.</param>
    /// <param name="inlined">What is written inside its user.</param>
    /// <param name="registers">How many values may be alive.</param>
    public static List<int> Order(KernelGraph graph, InlinedNodes inlined, int registers) => new KernelSchedule(graph, inlined, registers).Run();

    private List<int> Run()
    {
        int waiting = LinkUsers();
        var order = new List<int>(waiting);
        while (order.Count < waiting)
        {
            int chosen = Choose();
            Issue(chosen);
            order.Add(chosen);
        }

        return order;
    }

    private int LinkUsers()
    {
        int waiting = 0;
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            users[i] = [];
            operands[i] = [];
            if (!inlined.HasVariable(i))
            {
                continue;
            }

            waiting++;
            operands[i] = inlined.OperandsOf(i).Distinct().ToArray();
            foreach (int operand in operands[i])
            {
                users[operand].Add(i);
            }

            unissuedOperands[i] = operands[i].Length;
            if (operands[i].Length == 0)
            {
                candidates.Add(i);
            }
        }

        for (int i = 0; i < users.Length; i++)
        {
            unissuedUsers[i] = users[i].Count;
        }

        foreach (int last in inlined.OperandsOfMasks())
        {
            unissuedUsers[last]++;
        }

        return waiting;
    }

    // First in the graph's order among those that need no register more and do not wait; then those that need one, while there are any; then
    // those that wait least.
    private int Choose()
    {
        int readyNew = -1;
        var (waitingKept, keptAt) = (-1, int.MaxValue);
        var (waitingNew, newAt) = (-1, int.MaxValue);
        foreach (int node in candidates)
        {
            int ready = 0;
            int growth = unissuedUsers[node] > 0 ? 1 : 0;
            foreach (int operand in operands[node])
            {
                ready = Math.Max(ready, finish[operand]);
                growth -= unissuedUsers[operand] == 1 ? 1 : 0;
            }

            if (growth <= 0 && ready <= now)
            {
                return node;
            }

            if (growth <= 0)
            {
                (waitingKept, keptAt) = ready < keptAt ? (node, ready) : (waitingKept, keptAt);
            }
            else if (ready <= now)
            {
                readyNew = readyNew < 0 ? node : readyNew;
            }
            else
            {
                (waitingNew, newAt) = ready < newAt ? (node, ready) : (waitingNew, newAt);
            }
        }

        return readyNew >= 0 && (live < registers || waitingKept < 0) ? readyNew : waitingKept >= 0 ? waitingKept : waitingNew;
    }

    private void Issue(int node)
    {
        candidates.Remove(node);
        foreach (int operand in operands[node])
        {
            now = Math.Max(now, finish[operand]);
            live -= --unissuedUsers[operand] == 0 ? 1 : 0;
        }

        live += unissuedUsers[node] > 0 ? 1 : 0;
        finish[node] = now + graph[node].Operation switch
        {
            KernelOperation.Load or KernelOperation.LoadArrivals => 0,
            KernelOperation.Divide or KernelOperation.SquareRoot => DivisionLatency,
            _ => Latency,
        };
        now++;
        foreach (int user in users[node])
        {
            if (--unissuedOperands[user] == 0)
            {
                candidates.Add(user);
            }
        }
    }
}
