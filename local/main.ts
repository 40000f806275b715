import { parseOptions, usage } from './options.ts';
import { Problem } from './problem.ts';
import { progress } from './progress.ts';
import { startStack } from './stack.ts';

/** `npm start`: runs the synthesised stack until it is told to stop. */
async function main(): Promise<void> {
  process.env.TZ = 'UTC'; // as in Lambda; a worker thread cannot have a time zone of its own
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(usage);
    return;
  }
  progress('synthesising and starting…');
  const stack = await startStack(options);
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) process.exit(1); // asked twice: the person does not want to wait
    isStopping = true;
    progress('stopping: letting what is at work finish…');
    await stack.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  process.stdout.write(`ready ${stack.url}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  progress(error.message);
  process.exit(error.exitCode);
}
