/** Tells the person at the terminal what is going on; stdout stays free for the one `ready` line. */
export const progress = (text: string): void => void process.stderr.write(`${text}\n`);
