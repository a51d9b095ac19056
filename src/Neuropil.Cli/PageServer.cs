using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Neuropil.Cli;

/// <summary>Gives the files of a folder to browsers on this machine, and to nobody else: one request a connection, read only.</summary>
internal sealed class PageServer : IDisposable
{
    private const int LongestRequest = 16_384;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, string> types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8", [".css"] = "text/css; charset=utf-8", [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json", [".svg"] = "image/svg+xml", [".png"] = "image/png", [".ico"] = "image/x-icon",
        [".cs"] = "text/plain; charset=utf-8", [".csv"] = "text/plain; charset=utf-8", [".py"] = "text/plain; charset=utf-8",
    };

    private readonly string folder;
    private readonly TcpListener listener;

    /// <summary>Listens on a port of the loopback address; 0 for any that is free.</summary>
    /// <exception cref="SocketException">The port cannot be used.</exception>
    public PageServer(string folder, int port)
    {
        this.folder = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
    }

    /// <summary>Where the first page is.</summary>
    public string Address => $"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/";

    /// <summary>Answers until it is cancelled.</summary>
    public void Serve(CancellationToken cancellation)
    {
        using var stop = cancellation.Register(listener.Stop);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var client = listener.AcceptTcpClient();
                _ = Task.Run(() => Answer(client), CancellationToken.None);
            }
            catch (SocketException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    public void Dispose() => listener.Dispose();

    private void Answer(TcpClient client)
    {
        try
        {
            using (client)
            using (var stream = client.GetStream())
            {
                stream.ReadTimeout = stream.WriteTimeout = (int)patience.TotalMilliseconds;
                string[] words = FirstLine(stream).Split(' ');
                byte[] body = [];
                string state = "405 Method Not Allowed", type = "text/plain";
                if (words is ["GET" or "HEAD", var target, ..])
                {
                    string? file = FileOf(target);
                    (state, type, body) = file is null ? ("404 Not Found", type, "There is no such page."u8.ToArray())
                        : ("200 OK", types.GetValueOrDefault(Path.GetExtension(file), "application/octet-stream"), File.ReadAllBytes(file));
                }

                stream.Write(Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 {state}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n"));
                stream.Write(words[0] == "HEAD" ? [] : body);
            }
        }
        catch (IOException)
        {
            // The browser has gone.
        }
    }

    private static string FirstLine(Stream stream)
    {
        var read = new StringBuilder();
        byte[] buffer = new byte[1024];
        while (read.Length < LongestRequest && !read.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int count = stream.Read(buffer);
            if (count == 0)
            {
                break;
            }

            read.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return read.ToString().Split("\r\n")[0];
    }

    // Nothing above the folder, whatever is asked for.
    private string? FileOf(string target)
    {
        string path = Uri.UnescapeDataString(target.Split('?', '#')[0]).TrimStart('/');
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        string file = Path.GetFullPath(Path.Combine(folder, path));
        file = Directory.Exists(file) ? Path.Combine(file, "index.html") : file;
        return file.StartsWith(folder, StringComparison.Ordinal) && File.Exists(file) ? file : null;
    }
}
