using Lectern.Commands;
using Lectern.Execution;

// Its own parent starts it as a worker; nobody else does, so the command line does not mention it.
return args is [Worker.Command] ? await Worker.RunAsync() : await CommandLine.InvokeAsync(args);
