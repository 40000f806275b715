import * as z from 'zod';

/** An instant in ISO 8601, UTC, to the millisecond: sorts as text the way it sorts in time. */
export const instant = z.iso.datetime({ precision: 3 });

/** A bounded identifier of ours or of a platform's. */
export const id = z.string().min(1).max(256);

/**
 * What every event carries: `id` is derived from the cause and the type, so that doing a thing twice says the same
 * thing twice; `causedBy` is the id of what led to it.
 */
export const envelope = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.object({ id, type: z.literal(type), at: instant, causedBy: id, data });
