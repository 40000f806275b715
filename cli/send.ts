import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { keysFor } from '../functions/shared/secrets.ts';
import { connect, type StackFlags, withStack } from './connection.ts';
import { Failure } from './failure.ts';
import { type PostAnswer, type PostedMessage, postMessage } from './post-message.ts';
import { json, out, progressBar } from './print.ts';
import { openStores } from './stores.ts';

/** The door of a stack and the key it takes. */
async function door(flags: StackFlags) {
  const connection = await connect(flags);
  const { secrets } = await openStores(connection);
  const [key] = keysFor(await secrets(), 'api');
  if (!key) throw new Failure('the channels secret holds no key');
  return (message: PostedMessage) => postMessage(connection.apiUrl, key, message);
}

const said = ({ status, messageId, error }: PostAnswer) =>
  error
    ? `${status} ${error.field ? `${error.field}: ` : ''}${error.message}`
    : `${status} ${messageId}${status === 200 ? ' (seen before)' : ''}`;

type SendFlags = StackFlags & {
  channel: string;
  account?: string;
  user: string;
  text: string;
  messageId?: string;
  sentAt?: string;
};

/** `heartline send`: one message by the signed API, as an application of yours would. */
export const sendCommand = (program: Command) =>
  withStack(program.command('send').description('send one message by the signed API'))
    .requiredOption('--user <id>', 'who writes')
    .requiredOption('--text <text>', 'what they write')
    .option('--channel <name>', 'where they write', 'api')
    .option('--account <name>', 'the account written to; the brand’s first unless told')
    .option('--message-id <id>', 'your id of the message; sent again, it has no further effect')
    .option('--sent-at <time>', 'when it was written, ISO 8601')
    .action(async (flags: SendFlags) => {
      const { channel, user, text, messageId = randomUUID(), sentAt } = flags;
      const { settings } = await openStores(await connect(flags));
      const account = flags.account ?? Object.keys((await settings()).accounts)[0] ?? '';
      const post = await door(flags);
      const answer = await post({ channel, account, user, messageId, text, ...(sentAt ? { sentAt } : {}) });
      if (flags.json) json(answer);
      else out(said(answer));
      if (answer.error) process.exitCode = 1;
    });

/** `heartline replay`: a file of messages, one JSON line each in the form of `POST /v1/messages`. */
export const replayCommand = (program: Command) =>
  withStack(
    program
      .command('replay')
      .description('send a file of messages, one JSON line each, in the form of POST /v1/messages'),
  )
    .argument('<file>', 'the file; sent again, it has no further effect where lines carry a messageId and sentAt')
    .option('--at-once <n>', 'messages under way at once', '8')
    .action(async (file: string, flags: StackFlags & { atOnce: string }) => {
      const total = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '').length;
      const post = await door(flags);
      const bar = progressBar('sent', total);
      const counts = { taken: 0, seenBefore: 0, refused: 0 };
      const refusals: { line: number; why: string }[] = [];
      let line = 0;
      const lines = createInterface({ input: createReadStream(file) })[Symbol.asyncIterator]();
      const sendOne = async (text: string, number: number) => {
        let answer: PostAnswer;
        try {
          answer = await post(JSON.parse(text) as PostedMessage);
        } catch (error) {
          answer = { status: 0, error: { code: 'line', message: (error as Error).message } };
        }
        if (answer.error) refusals.push({ line: number, why: said(answer) });
        counts[answer.error ? 'refused' : answer.status === 200 ? 'seenBefore' : 'taken']++;
        bar.step();
      };
      await Promise.all(
        Array.from({ length: Math.max(1, Number(flags.atOnce)) }, async () => {
          for (let next = await lines.next(); !next.done; next = await lines.next()) {
            line++;
            if (next.value.trim() !== '') await sendOne(next.value, line);
          }
        }),
      );
      bar.done();
      refusals.sort((one, other) => one.line - other.line);
      if (flags.json) json({ ...counts, refusals });
      else {
        out(`taken ${counts.taken}, seen before ${counts.seenBefore}, refused ${counts.refused}`);
        for (const { line: number, why } of refusals.slice(0, 20)) out(`line ${number}: ${why}`);
      }
      if (counts.refused > 0) process.exitCode = 1;
    });
