import type { BrandConfig } from '../../../config/schema.ts';
import type { Secrets } from '../secrets.ts';

/** The brand's choices, at most a minute old: they change without a deploy. */
export type Settings = () => Promise<BrandConfig>;

/** The keys we sign and verify with, at most five minutes old. */
export type ReadSecrets = () => Promise<Secrets>;
