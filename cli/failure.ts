/** Something the user can put right: printed as it is, without a trace. Exit code 1 unless told. */
export class Failure extends Error {
  override name = 'Failure';
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
