/** What a bounce says about a mail of ours. */
export type Bounce = {
  recipient: string | undefined;
  status: string | undefined;
  permanent: boolean;
  originalMessageId: string | undefined;
};

/** Reads a `message/delivery-status` part and the headers of the mail it is about (RFC 3464). */
export function readBounce(deliveryStatus: string, original: string, humanText = ''): Bounce {
  const status = field(deliveryStatus, 'Status')?.match(/^[245]\.\d{1,3}\.\d{1,3}/)?.[0];
  const action = field(deliveryStatus, 'Action')?.toLowerCase();
  const recipient =
    address(field(deliveryStatus, 'Final-Recipient')) ??
    address(field(deliveryStatus, 'Original-Recipient')) ??
    address(field(original, 'X-Failed-Recipients'));
  const code = status ?? statusIn(field(deliveryStatus, 'Diagnostic-Code') ?? humanText.slice(0, 4_000));
  return {
    recipient,
    status: code,
    permanent: code ? code.startsWith('5') : action === 'failed',
    originalMessageId: messageIds(field(original, 'Message-ID') ?? '')[0],
  };
}

/** The ids between angle brackets, in order, each once; bounded. */
export function messageIds(header: string): string[] {
  const ids = [...header.slice(0, 20_000).matchAll(/<([^<>\s]{1,500})>/g)].map(([, id = '']) => id);
  return [...new Set(ids)].slice(0, 100);
}

function field(block: string, name: string): string | undefined {
  const unfolded = block.slice(0, 100_000).replace(/\r?\n[ \t]+/g, ' ');
  return new RegExp(`^${name}:[ \\t]*([^\\r\\n]*)`, 'im').exec(unfolded)?.[1]?.trim();
}

function address(value: string | undefined): string | undefined {
  const found = /[^\s;<>@]{1,200}@[^\s;<>@]{1,200}/.exec((value ?? '').slice(0, 1_000))?.[0];
  return found?.toLowerCase();
}

function statusIn(text: string): string | undefined {
  return /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0];
}
