import { createHash } from 'node:crypto';

/** 26 hexadecimal digits of SHA-256 (104 bits) over length-prefixed parts: no two lists of parts read the same. */
const digest = (...parts: string[]) =>
  createHash('sha256')
    .update(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''))
    .digest('hex')
    .slice(0, 26);

/** Whoever writes on a channel: platform, the account of ours written to, the platform's id of the writer. */
export type Handle = { channel: string; account: string; user: string };

/** The same for every delivery of one message. For mail, `providerId` holds the mailbox and a body digest too. */
export const messageIdOf = ({ channel, account }: Handle, providerId: string) =>
  `m_${digest(channel, account, providerId)}`;

/** A handle is a customer until somebody shows that two of them are one person. */
export const customerIdOf = ({ channel, account, user }: Handle) => `c_${digest(channel, account, user)}`;

/** All that is said between one handle and us. */
export const conversationIdOf = ({ channel, account, user }: Handle) => `v_${digest(channel, account, user)}`;

/** Doing a thing twice says the same thing twice: an event's id follows from its cause and its type. */
export const derivedId = (causedBy: string, type: string) => `e_${digest(causedBy, type)}`;
/** The one reply a message may have from us, answer or hand-over: they share the id, so that only one can leave. */
export const replyIdFor = (messageId: string) => `r_${digest(messageId, 'reply')}`;

export const ticketIdFor = (messageId: string) => `t_${digest(messageId, 'ticket')}`;

/** The timeline's line about a message's escalation; sorts after the message's own, which bears the same time. */
export const escalationIdFor = (messageId: string) => `x_${digest(messageId, 'escalation')}`;
