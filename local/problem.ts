/** Something the person who started the stack can put right; shown as one line, without a stack trace. */
export class Problem extends Error {
  override name = 'Problem';
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
