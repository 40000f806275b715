/** The runner's own calls, which AWS would not bill, carry this header. */
export const UNMETERED = 'x-local-unmetered';
