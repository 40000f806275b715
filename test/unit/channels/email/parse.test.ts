import { describe, expect, it } from 'vitest';
import { parseMail } from '../../../../functions/shared/channels/email/parse.ts';

const read = (mail: string | Buffer) =>
  parseMail(typeof mail === 'string' ? Buffer.from(mail.replace(/\r?\n/g, '\r\n')) : mail, {
    addresses: ['Support@Shop.example'],
  });

const withParts = (...parts: string[]) =>
  `From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n${parts.map((part) => `--b\n${part}\n`).join('')}--b--\n`;

describe('a hostile mail', () => {
  it('cannot put lines, control or bidi characters into a name or subject', async () => {
    const mail = await read(
      `From: =?utf-8?Q?Jo=0D=0ABcc=3A_x=E2=80=AEevil=00?= <JO@Example.com>\nSubject: =?utf-8?B?${Buffer.from('a\r\nBcc: x\u202e').toString('base64')}?=\n\nhi`,
    );

    expect(mail.from).toEqual({ address: 'jo@example.com', name: 'Jo Bcc: xevil' });
    expect(mail.subject).toBe('a Bcc: x');
  });

  it('cannot make a path of an attachment’s name', async () => {
    const file = (name: string) =>
      `Content-Type: application/pdf; name="${name}"\nContent-Disposition: attachment\n\nx`;
    const mail = await read(
      withParts(
        file('../../etc/passwd'),
        file('C:\\\\a\\\\b.pdf'),
        file('.'),
        file('a\u202efdp.exe'),
        file(`${'x'.repeat(500)}.pdf`),
      ),
    );
    const names = mail.attachments.map(({ name }) => name);

    expect(names.slice(0, 4)).toEqual(['passwd', 'b.pdf', 'attachment-3.bin', 'afdp.exe']);
    expect(names[4]).toMatch(/^x{116}\.pdf$/);
  });

  it('counts only topmost verdicts', async () => {
    const mail = await read(
      'X-SES-Spam-Verdict: FAIL\nX-SES-Virus-Verdict: PASS\nAuthentication-Results: amazonses.com; spf=pass; dmarc=fail (p=quarantine) header.from=b.example\nAuthentication-Results: amazonses.com; dmarc=pass\nX-SES-Spam-Verdict: PASS\nFrom: a@b.example\n\nhi',
    );

    expect(mail.verdicts).toEqual({ spam: 'FAIL', virus: 'PASS', dmarc: 'FAIL', dmarcPolicy: 'quarantine' });
    expect(mail.mayAnswer).toBe(false);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(5_000_000)],
    ['line ends', Buffer.alloc(25_000_000, 10)],
    ['one line of 25 MB', Buffer.alloc(25_000_000, 65)],
    ['8-bit noise', Buffer.alloc(25_000_000, 0xe9)],
    ['10,000 headers', Buffer.from(`From: a@b.example\r\n${'X-A: b\r\n'.repeat(10_000)}\r\nhi`)],
    ['folds without end', Buffer.from(`From: a@b.example\r\nSubject: s\r\n${' x\r\n'.repeat(300_000)}\r\nhi`)],
    [
      'brackets for an address',
      Buffer.from(`From: ${'('.repeat(60_000)}\r\nTo: ${'a:'.repeat(30_000)}\r\nCc: ${'<'.repeat(60_000)}\r\n\r\nhi`),
    ],
    ['spaces for a content type', Buffer.from(`Content-Type: multipart/mixed;${' '.repeat(60_000)}\r\n\r\nhi`)],
    [
      'a million parts',
      Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nhi\r\n'.repeat(1_000_000)}`),
    ],
    [
      'a million false boundaries',
      Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhi\r\n${'--bx\n'.repeat(1_000_000)}`),
    ],
    [
      '100 parts of HTML',
      Buffer.from(
        `Content-Type: multipart/mixed; boundary=b\r\n\r\n${`--b\r\nContent-Type: text/html\r\n\r\n${'<b>a</b>'.repeat(20_000)}\r\n`.repeat(100)}`,
      ),
    ],
  ])('takes no time: %s', async (_, raw) => {
    const start = performance.now();
    const mail = await read(raw);

    expect(mail.text === '' || mail.visible !== '').toBe(true);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it('may nest a thousand deep; ten are read', async () => {
    let mail = 'From: a@b.example\n';
    for (let i = 0; i < 1_000; i++)
      mail += `Content-Type: multipart/mixed; boundary="b${i}"\n\n--b${i}\n${i === 3 ? '\nfirst\n--b3\n' : ''}`;

    expect((await read(`${mail}\n\nlast`)).text).toBe('first');
  });

  it('may carry 25 MB of attachments, not more', async () => {
    const file = `Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.alloc(10_000_000).toString('base64')}`;
    const mail = await read(Buffer.from(withParts(file, file, file)));

    expect(mail.attachments.map(({ bytes }) => bytes)).toEqual([10_000_000, 10_000_000]);
  });
});

describe('a mail', () => {
  it('without sender, subject or date is still read', async () => {
    const mail = await read('X-A: b\n\nhello');

    expect(mail).toMatchObject({
      from: undefined,
      subject: '',
      sentAt: undefined,
      rfcMessageId: undefined,
      to: [],
      text: 'hello',
    });
    expect(mail.mayAnswer).toBe(false);
  });

  it('says who, when and in which thread', async () => {
    const mail = await read(
      'From: "Jo, from afar" <Jo@Example.com>\nTo: Team: Support@shop.example, b@c.example;\nCc: d@e.example\nDate: Thu, 01 Jan 2026 15:02:11 +0800 (CST)\nMessage-ID: <m@x>\nIn-Reply-To: <p@x>\nReferences: <o@x>\n <p@x>\n\nhi',
    );

    expect(mail).toMatchObject({
      from: { address: 'jo@example.com', name: 'Jo, from afar' },
      to: ['support@shop.example', 'b@c.example', 'd@e.example'],
      sentAt: '2026-01-01T07:02:11.000Z',
      rfcMessageId: 'm@x',
      inReplyTo: ['p@x', 'o@x'],
    });
  });

  it('that comes twice by two ways has one digest, another body another', async () => {
    const digestOf = async (mail: string) => (await read(mail)).bodyDigest;

    expect(await digestOf('To: a@shop.example\n\nhello  there\n')).toBe(
      await digestOf('Received: x\nTo: b@shop.example\n\nhello there'),
    );
    expect(await digestOf('\nhello')).not.toBe(await digestOf('\nhullo'));
    expect(await digestOf('\nhello')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is read from its HTML when the plain text is a stub', async () => {
    const parts = [
      'Content-Type: text/plain\n\nYour mail program cannot show HTML.',
      `Content-Type: text/html\n\n<p>${'My parcel never came. '.repeat(20)}</p>`,
    ];
    const mail = await read(withParts(...parts).replace('mixed', 'alternative'));

    expect(mail.text).toMatch(/^My parcel never came/);
  });

  it('trusts the quotation marks of its HTML where the plain text shows none', async () => {
    const parts = [
      'Content-Type: text/plain\n\nnew\n\nUkendt sprog\n\nold',
      'Content-Type: text/html\n\n<p>new</p><blockquote type="cite"><p>Ukendt sprog</p>old</blockquote>',
    ];
    const mail = await read(withParts(...parts).replace('mixed', 'alternative'));

    expect(mail.visible).toBe('new');
    expect(mail.text).toContain('old');
  });

  it('loses logos, signatures of machines and winmail.dat, and keeps what a person sent', async () => {
    const picture = (name: string, bytes: number) =>
      `Content-Type: image/png; name="${name}"\nContent-ID: <${name}>\nContent-Disposition: inline; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${Buffer.alloc(bytes).toString('base64')}`;
    const mail = await read(
      withParts(
        'Content-Type: text/plain\n\nsee pictures',
        picture('image001.png', 500),
        picture('image002.png', 50_000),
        picture('broken lamp.png', 500),
        'Content-Type: application/ms-tnef; name=winmail.dat\n\nx',
        'Content-Type: application/octet-stream; name=winmail.dat\n\nx',
        "Content-Type: text/plain; name=log.txt\nContent-Disposition: attachment; filename*=UTF-8''%E6%97%A5%E5%BF%97.txt\n\nlines",
        'Content-Type: message/rfc822\nContent-Disposition: attachment\n\nSubject: inner\n\nhi',
      ),
    );

    expect(mail.attachments.map(({ name }) => name)).toEqual([
      'image002.png',
      'broken lamp.png',
      '日志.txt',
      'attachment-4.eml',
    ]);
    expect(mail.text).toBe('see pictures');
  });

  it('keeps format=flowed paragraphs whole', async () => {
    expect((await read('Content-Type: text/plain; format=flowed\n\none \ntwo\n-- \nJo')).text).toBe('one two\n-- \nJo');
  });

  it('of our own comes back as a loop', async () => {
    expect(await read('From: support@shop.example\n\nhi')).toMatchObject({ kind: 'loop', mayAnswer: false });
    expect(await read('From: a@b.example\nX-Loop: heartline\n\nhi')).toMatchObject({ kind: 'loop', mayAnswer: false });
  });
});
