import { Aws, CfnOutput, Duration, Fn, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Mfa, OAuthScope, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { BrandConfig } from '../config/schema.ts';
import { routes } from '../functions/desk-api/routes.ts';
import { accept } from './acknowledged.ts';
import type { OwnFunction } from './constructs/own-function.ts';
import { StaticSite } from './constructs/static-site.ts';

export type DeskStackProps = StackProps & { config: BrandConfig; pages: string };

/** The desk: its pages, the API beside them, and who may sign in. The pipeline hangs its doors into this API. */
export class DeskStack extends Stack {
  readonly siteUrl: string;
  readonly #api: HttpApi;
  readonly #authorizer: IHttpRouteAuthorizer;

  constructor(scope: Construct, id: string, { config, pages, ...props }: DeskStackProps) {
    super(scope, id, props);
    this.#api = this.#makeApi();
    const site = new StaticSite(this, 'Site', {
      apiDomain: `${this.#api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`,
      apiPaths: ['/v1/*', '/channels/*'],
    });
    this.siteUrl = site.url;
    const { pool, client, domain } = this.#signIn(site.url);
    this.#authorizer = new HttpJwtAuthorizer('SignedIn', pool.userPoolProviderUrl, {
      jwtAudience: [client.userPoolClientId],
    });

    const [account = ''] = Object.keys(config.accounts);
    site.publishes(pages, {
      brand: config.title,
      account,
      auth: { authority: pool.userPoolProviderUrl, domain, clientId: client.userPoolClientId },
      chat: { sessions: '/v1/chat/sessions' },
    });
    new CfnOutput(this, 'SiteUrl', { value: site.url });
    new CfnOutput(this, 'ApiUrl', { value: this.#api.apiEndpoint });
    new CfnOutput(this, 'UserPoolId', { value: pool.userPoolId });
  }

  /** Hangs a function's open doors into the API; what comes in by them proves itself. */
  opens(
    scope: Construct,
    { fn }: OwnFunction,
    { get = [], post = [], options = [] }: { get?: string[]; post?: string[]; options?: string[] },
  ) {
    const doors = { [HttpMethod.GET]: get, [HttpMethod.POST]: post, [HttpMethod.OPTIONS]: options };
    for (const [method, paths] of Object.entries(doors)) {
      for (const path of paths) {
        const route = this.#route(scope, fn, HttpRouteKey.with(path, method as HttpMethod), new HttpNoneAuthorizer());
        accept(route, 'What comes in by this door proves itself: by signature, by origin, or it is public', 'APIG4');
      }
    }
  }

  /** Hangs the desk's questions into the API, for those who are signed in. */
  opensSignedIn(scope: Construct, { fn }: OwnFunction) {
    for (const key of Object.keys(routes)) {
      const [method = '', path = ''] = key.split(' ');
      this.#route(scope, fn, HttpRouteKey.with(path, method as HttpMethod), this.#authorizer);
    }
  }

  #route(scope: Construct, fn: OwnFunction['fn'], routeKey: HttpRouteKey, authorizer: IHttpRouteAuthorizer) {
    const name = routeKey.key.replaceAll(/[^A-Za-z]+/g, '-');
    return new HttpRoute(scope, `Route-${name}`, {
      httpApi: this.#api,
      routeKey,
      integration: new HttpLambdaIntegration(`Call-${name}`, fn),
      authorizer,
    });
  }

  #makeApi() {
    const api = new HttpApi(this, 'Api', { description: 'Heartline: messages in, and the desk' });
    const log = new LogGroup(this, 'ApiLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = api.defaultStage?.node.defaultChild as CfnStage;
    // No addresses and no queries: a log line an access, and nothing personal in it.
    stage.accessLogSettings = {
      destinationArn: log.logGroupArn,
      format: '$context.requestId $context.routeKey $context.status $context.responseLatency',
    };
    stage.defaultRouteSettings = { throttlingRateLimit: 2000, throttlingBurstLimit: 4000 };
    return api;
  }

  #signIn(siteUrl: string): { pool: UserPool; client: UserPoolClient; domain: string } {
    const pool = new UserPool(this, 'Agents', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 14,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    accept(pool, 'The paid tier costs by user; a second factor is required of everyone', 'COG8');
    // A part of the stack's own id: domains are unique among all accounts, and two stacks must fit in one.
    const own = Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));
    const domain = pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: `heartline-${own}` } });
    const client = pool.addClient('Desk', {
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [`${siteUrl}/`],
        logoutUrls: [`${siteUrl}/`],
      },
      preventUserExistenceErrors: true,
      idTokenValidity: Duration.hours(8),
      accessTokenValidity: Duration.hours(8),
    });
    return { pool, client, domain: domain.baseUrl() };
  }
}
