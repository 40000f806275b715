/** Trying again cannot help: the batch loop sets the record aside with this reason. */
export class Unprocessable extends Error {
  override name = 'Unprocessable';
}

/** Somebody else was quicker, or is still at it: trying again soon will find a settled world. Not a fault. */
export class TryAgain extends Error {
  override name = 'TryAgain';
}

/** Does work again at once when it lost a race, a few times, before the queue has to bring it back much later. */
export async function again<Result>(work: () => Promise<Result>, times = 3): Promise<Result> {
  for (let left = times; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TryAgain) || left === 0) throw error;
    }
  }
}
