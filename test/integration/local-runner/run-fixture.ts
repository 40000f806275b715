// The fixture stack in a process of its own, so that a test can kill it: node run-fixture.ts <data folder>
import { startFixture } from './fixture-stack.ts';

const stack = await startFixture({ data: process.argv[2] ?? '' });
process.stdout.write(`ready ${stack.url}\n`);
process.on('SIGTERM', () => void stack.stop().then(() => process.exit(0)));
