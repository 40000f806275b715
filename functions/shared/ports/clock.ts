/** The time now. Passed in, so that a test or a simulation can hold the hands. */
export type Clock = () => Date;
