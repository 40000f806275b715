import * as z from 'zod';

const s3Record = z.object({
  eventTime: z.iso.datetime({ offset: true }),
  s3: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string().min(1) }) }),
});

/**
 * S3 telling that SES has stored a mail. Keys arrive form-encoded: `+` is a space. The test event that S3 sends when a
 * notification is set up names no mail.
 */
export const storedMail = z
  .union([
    z.object({ Records: z.array(s3Record) }),
    z.object({ Event: z.literal('s3:TestEvent') }).transform(() => ({ Records: [] })),
  ])
  .transform(({ Records }) => ({
    id: Records[0]?.s3.object.key ?? 's3:TestEvent',
    mails: Records.map(({ eventTime, s3 }) => ({
      key: decodeURIComponent(s3.object.key.replaceAll('+', ' ')),
      storedAt: new Date(eventTime).toISOString(),
    })),
  }));
export type StoredMail = z.infer<typeof storedMail>;
