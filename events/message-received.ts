import type * as z from 'zod';
import { envelope } from './envelope.ts';
import { message } from './message.ts';

/** A door has verified and cleaned a customer's message. Said by ingress, chat and mail; heard by triage. */
export const messageReceived = envelope('message-received.v1', message);
export type MessageReceived = z.infer<typeof messageReceived>;
