import { fromEnv } from '@aws-sdk/credential-provider-env';

/** Stands in for the SDK's chain of credential providers in bundles: Lambda hands credentials by environment alone. */
export const defaultProvider = fromEnv;
