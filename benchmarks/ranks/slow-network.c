/* What ranks give each other in place of MPI's own functions: it arrives so many microseconds after it has set out (NETWORK_LATENCY_US), as over a network
   between machines, while this process may go on. NEUROPIL_MPI names the library that this becomes; the rest of MPI is that of Open MPI. */
#include <mpi.h>
#include <stdlib.h>

static double arrival;

int MPI_Iallgather(const void *send, int sendCount, MPI_Datatype sendType, void *receive, int receiveCount, MPI_Datatype receiveType, MPI_Comm communicator,
                   MPI_Request *request)
{
    static double latency = -1;
    if (latency < 0) {
        const char *given = getenv("NETWORK_LATENCY_US");
        latency = given ? atof(given) * 1e-6 : 0;
    }

    arrival = PMPI_Wtime() + latency;
    return PMPI_Iallgather(send, sendCount, sendType, receive, receiveCount, receiveType, communicator, request);
}

int MPI_Wait(MPI_Request *request, MPI_Status *status)
{
    int error = PMPI_Wait(request, status);
    while (PMPI_Wtime() < arrival) {
    }

    return error;
}
