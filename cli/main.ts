#!/usr/bin/env node
import { Command } from 'commander';
import { analyzeCommand } from './analyze.ts';
import { doctorCommand } from './doctor.ts';
import { Failure } from './failure.ts';
import { faqCommand } from './faq.ts';
import { matchCommand } from './match.ts';
import { redriveCommand } from './redrive.ts';
import { replayCommand, sendCommand } from './send.ts';
import { configCommand, secretCommand } from './settings.ts';
import { ticketsCommand } from './tickets.ts';
import { timelineCommand } from './timeline.ts';

const program = new Command('heartline')
  .description('Heartline: what customers say, understood, answered, or brought to a person')
  .showHelpAfterError();

for (const register of [
  analyzeCommand,
  matchCommand,
  sendCommand,
  replayCommand,
  timelineCommand,
  ticketsCommand,
  faqCommand,
  redriveCommand,
  configCommand,
  secretCommand,
  doctorCommand,
])
  register(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
