Console.WriteLine("neuropil");
