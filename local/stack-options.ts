/** How a stack is started; every part has a default that suits a test. */
export type StackOptions = {
  /** 0 picks a free port. */
  port?: number;
  smtpPort?: number;
  /** Events at once per queue and function. */
  concurrency?: number;
  /** Where everything is kept; absent, a temporary folder that goes at the end. */
  data?: string;
  config?: string;
  dynamodbEndpoint?: string;
  demo?: boolean;
  synth?: boolean;
  /** The CDK app to synthesise, and the folder it runs in. */
  app?: string;
  root?: string;
  /** A cloud assembly that is there already; nothing is synthesised then. */
  assembly?: string;
};
