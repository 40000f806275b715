import { type PostedMessage, postMessage } from '../cli/post-message.ts';

/** Posts messages, `atOnce` of them under way; a refusal ends the run. Gives each message's id and time of posting. */
export async function drive(
  count: number,
  make: (index: number) => PostedMessage,
  { apiUrl, key, atOnce, step }: { apiUrl: string; key: Uint8Array; atOnce: number; step: (by?: number) => void },
): Promise<Map<string, number>> {
  const posted = new Map<string, number>();
  let next = 0;
  const poster = async () => {
    for (let index = next++; index < count; index = next++) {
      const at = Date.now();
      const answer = await postMessage(apiUrl, key, make(index));
      if (!answer.messageId) throw new Error(`message ${index}: ${answer.status} ${answer.error?.message}`);
      posted.set(answer.messageId, at);
      step();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, poster));
  return posted;
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
