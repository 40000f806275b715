import type { Environment } from '../environment.ts';
import type { Bodies } from '../ports/bodies.ts';
import { awsHttp } from './aws-http.ts';

const pathOf = (bucket: string, key: string) => `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;

/** Large texts and files in an S3 bucket. */
export function s3Bodies(bucket: string, env: Environment): Bodies {
  const s3 = awsHttp('s3', env);
  return {
    put: async (key, content, contentType) => {
      const response = await s3(pathOf(bucket, key), {
        method: 'PUT',
        headers: { 'content-type': contentType },
        body: typeof content === 'string' ? content : Buffer.from(content),
      });
      if (!response.ok) throw new Error(`S3 did not store ${key}: ${response.status}`);
      await response.arrayBuffer();
    },
    get: async (key) => {
      const response = await s3(pathOf(bucket, key), { method: 'GET' });
      const content = new Uint8Array(await response.arrayBuffer());
      if (response.status === 404) return undefined;
      if (!response.ok) throw new Error(`S3 did not give ${key}: ${response.status}`);
      return content;
    },
  };
}
