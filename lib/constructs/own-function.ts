import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export type OwnFunctionProps = {
  /** The folder of the bundled code. */
  code: string;
  timeout: Duration;
  memoryMb: number;
  environment?: Record<string, string>;
};

/** A function with a role and a log of its own: it may write that log, and what else it may do is granted by name. */
export class OwnFunction extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, id: string, { code, timeout, memoryMb, environment = {} }: OwnFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    this.fn = new LambdaFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(code),
      timeout,
      memorySize: memoryMb,
      role,
      logGroup,
      // AWS's own line at each start and end would cost as much as ours and says less.
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: {
        AWS_URL_SUFFIX: Stack.of(this).urlSuffix,
        POWERTOOLS_METRICS_NAMESPACE: 'Heartline',
        NODE_OPTIONS: '--enable-source-maps',
        ...environment,
      },
    });
  }

  /** Lets the function do these things to these resources, and no others. */
  may(actions: string[], ...resources: string[]) {
    this.fn.addToRolePolicy(new PolicyStatement({ actions, resources }));
    return this;
  }

  knows(variable: string, value: string) {
    this.fn.addEnvironment(variable, value);
    return this;
  }
}
