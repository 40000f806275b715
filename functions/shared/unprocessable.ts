/** Trying again cannot help: the batch loop sets the record aside with this reason. */
export class Unprocessable extends Error {
  override name = 'Unprocessable';
}

/** Somebody else was quicker, or is still at it: trying again soon will find a settled world. Not a fault. */
export class TryAgain extends Error {
  override name = 'TryAgain';
}
