import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import * as z from 'zod';
import type { Objects } from './buckets.ts';
import type { Cloud } from './cloud.ts';
import { REGION } from './identity.ts';
import { Problem } from './problem.ts';
import { progress } from './progress.ts';

const receiptRule = z.object({
  Rule: z.object({
    Enabled: z.union([z.boolean(), z.string()]).default(true),
    Recipients: z.array(z.string()).default([]),
    Actions: z
      .array(
        z.object({
          S3Action: z.object({ BucketName: z.string(), ObjectKeyPrefix: z.string().default('') }).optional(),
        }),
      )
      .default([]),
  }),
});

type Delivery = { recipients: string[]; bucket: string; prefix: string };

export function deliveriesOf(cloud: Cloud): Delivery[] {
  return cloud.ofType('AWS::SES::ReceiptRule').flatMap((resource) => {
    const { Rule } = receiptRule.parse(cloud.properties(resource));
    if (String(Rule.Enabled) === 'false') return [];
    return Rule.Actions.flatMap(({ S3Action }): Delivery[] => {
      if (!S3Action) progress(`warning: ${resource.path}: only S3 actions are carried out locally`);
      return S3Action
        ? [{ recipients: Rule.Recipients, bucket: S3Action.BucketName, prefix: S3Action.ObjectKeyPrefix }]
        : [];
    });
  });
}

/** A rule's recipient is an address (labels after `+` included), a domain, or `.domain` for what lies below it. */
export function isFor({ recipients }: Pick<Delivery, 'recipients'>, address: string): boolean {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  const unlabelled = `${local.split('+')[0]}@${domain}`;
  return (
    recipients.length === 0 ||
    recipients.some((one) => {
      const wanted = one.toLowerCase();
      if (wanted.includes('@')) return wanted === `${local}@${domain}` || wanted === unlabelled;
      return wanted.startsWith('.') ? domain.endsWith(wanted) : wanted === domain;
    })
  );
}

/** The lines that SES puts above a mail that it has received. */
function sesHeaders(id: string, from: string, to: string, session: SMTPServerSession): string {
  return [
    `Return-Path: <${from}>`,
    `Received: from ${session.hostNameAppearsAs || 'localhost'} (${session.remoteAddress})`,
    ` by inbound-smtp.${REGION}.amazonaws.com with SMTP id ${id}`,
    ` for ${to};`,
    ` ${new Date().toUTCString().replace('GMT', '+0000')} (UTC)`,
    'X-SES-Spam-Verdict: PASS',
    'X-SES-Virus-Verdict: PASS',
    `Authentication-Results: amazonses.com; spf=pass; dkim=pass; dmarc=pass header.from=${from.split('@')[1] ?? ''};`,
    '',
  ].join('\r\n');
}

async function contentOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

export type MailIn = { port: number; stop(): Promise<void> };

/** Takes real mail for the template's receipt rules; says 250 only once it lies in its bucket. */
export async function mailIn(deliveries: Delivery[], objects: Objects, port: number): Promise<MailIn> {
  const reply = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

  async function store(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const content = await contentOf(stream);
    if (stream.sizeExceeded) throw reply(552, 'Message exceeds the size limit');
    const to = session.envelope.rcptTo.map(({ address }) => address);
    const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
    const id = randomBytes(20).toString('hex');
    const mail = Buffer.concat([Buffer.from(sesHeaders(id, from, to[0] ?? '', session)), content]);
    const wanted = deliveries.filter((delivery) => to.some((address) => isFor(delivery, address)));
    for (const { bucket, prefix } of wanted)
      await objects.put(bucket, prefix + id, mail, { 'content-type': 'message/rfc822' });
    return id;
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: 40 * 1024 * 1024,
    banner: 'Heartline local SES',
    logger: false,
    onRcptTo({ address }, _session, done) {
      const isWanted = deliveries.some((delivery) => isFor(delivery, address));
      done(isWanted ? null : reply(550, `5.1.1 mailbox unavailable: ${address}`));
    },
    onData(stream, session, done) {
      store(stream, session).then(
        (id) => done(null, `OK ${id}`),
        (error: Error & { responseCode?: number }) =>
          done(error.responseCode ? error : reply(451, '4.3.0 try again later')),
      );
    },
  });
  server.on('error', (error: Error) => progress(`warning: smtp: ${error.message}`));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new Problem(`Port ${port} is taken: name another with --smtp-port.`) : error,
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
