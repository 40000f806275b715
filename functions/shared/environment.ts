/** A function's environment variables. */
export type Environment = Record<string, string | undefined>;

/** A variable the stack must have set; its absence is a wrong wire and stops the function at its cold start. */
export function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`environment variable ${name} is not set: the stack must wire it`);
  return value;
}
