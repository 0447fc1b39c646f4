using SmartMoney.Deploy.Commands;

using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupt.Cancel();
};
return await DeployCommand.RunAsync(args, Console.Out, Console.Error, interrupt.Token);
